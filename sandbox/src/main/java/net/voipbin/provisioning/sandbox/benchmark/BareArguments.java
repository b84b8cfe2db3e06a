package net.voipbin.provisioning.sandbox.benchmark;

import java.util.List;

/**
 * The settings of a {@link BareProgram}. Immutable.
 *
 * @param topics what the names of its topics begin with
 */
record BareArguments(String bootstrapServers, String topics, RecordSizes sizes) {

    static BareArguments of(String[] arguments) {
        return new BareArguments(
                arguments[0],
                arguments[1],
                new RecordSizes(
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5])));
    }

    List<String> toList() {
        return List.of(
                bootstrapServers,
                topics,
                Integer.toString(sizes.command()),
                Integer.toString(sizes.event()),
                Integer.toString(sizes.result()),
                Integer.toString(sizes.state()));
    }

    BareTopics bareTopics() {
        return new BareTopics(bootstrapServers, topics);
    }
}

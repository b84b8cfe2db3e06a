package net.voipbin.provisioning.endtoend.torture;

import java.util.List;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.Conditions;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.endtoend.bed.TopicContents;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that the topics have brought since the torture began. */
record TortureLogs(
        TestBed bed,
        TopicLog<CommandResult> results,
        TopicLog<ResourceEvent> events,
        TopicLog<DeadLetter> deadLetters,
        TopicLog<Credential> credentials,
        TopicLog<MailRequest> mails)
        implements AutoCloseable {

    /** Reads the topics of the bed from now on, each in a thread of its own. */
    static TortureLogs of(TestBed bed) {
        return new TortureLogs(
                bed,
                new TopicLog<>(bed, Topics.RESULTS),
                new TopicLog<>(bed, Topics.EVENTS),
                new TopicLog<>(bed, Topics.DEAD_LETTERS),
                new TopicLog<>(bed, Topics.CREDENTIALS),
                new TopicLog<>(bed, Topics.MAIL_REQUESTS));
    }

    /** The records of the command topic, malformed ones too. */
    List<ConsumerRecord<byte[], byte[]>> commands() {
        return new TopicContents(bed).committed(List.of(Topics.COMMANDS.name()));
    }

    /** Returns when there are as many results and dead letters as records of commands, or after the longest recovery. */
    void awaitAllDecided() {
        long records = commands().size();
        // What is missing after that long is for the oracles to tell.
        Conditions.holdsWithin(TwoOfEach.RECOVERY, () -> results.size() + deadLetters.size() >= records);
    }

    @Override
    public void close() {
        results.close();
        events.close();
        deadLetters.close();
        credentials.close();
        mails.close();
    }
}

package net.voipbin.provisioning.sandbox.process;

import java.util.List;

/** The JVM options of a kind of Java program. */
public enum Jvm {
    /** Briefly, or beside many others: the second compiler would take the cores for most of a short life. */
    SMALL("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
    /** For programs that run long and under load, as on a server. */
    SERVER("-Xmx1g", "-XX:+UseParallelGC");

    private final List<String> options;

    Jvm(String... options) {
        this.options = List.of(options);
    }

    /** The options as they stand on the command line. */
    public List<String> options() {
        return options;
    }
}

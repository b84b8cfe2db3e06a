package net.voipbin.provisioning.sandbox.benchmark;

/** The units of the report's figures. */
final class Units {

    static final String COMMANDS_PER_SECOND = "commands/s";
    static final String REQUESTS_PER_SECOND = "requests/s";
    static final String ROWS_PER_SECOND = "rows/s";
    static final String MILLISECONDS = "ms";
    static final String MEBIBYTES = "MiB";

    private Units() {}
}

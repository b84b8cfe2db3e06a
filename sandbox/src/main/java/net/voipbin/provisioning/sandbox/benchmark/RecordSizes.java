package net.voipbin.provisioning.sandbox.benchmark;

/**
 * Bytes of the values that the limits are measured with: those of the product's own records. Immutable.
 *
 * @param command at least the {@value #LEAST_COMMAND} of a command's id
 * @param event of each of the three events of a birth
 * @param state of what is kept of a customer
 */
record RecordSizes(int command, int event, int result, int state) {

    /** A UUID as text. */
    static final int LEAST_COMMAND = 36;

    RecordSizes {
        if (command < LEAST_COMMAND || event < 0 || result < 0 || state < 0) {
            throw new IllegalArgumentException(
                    "no such sizes: " + command + ", " + event + ", " + result + ", " + state);
        }
    }
}

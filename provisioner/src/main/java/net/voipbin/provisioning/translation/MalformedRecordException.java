package net.voipbin.provisioning.translation;

/** A record cannot be taken for what its topic holds; neither message nor cause shows the record's content. */
public final class MalformedRecordException extends RuntimeException {

    private final Flaw flaw;
    private final String sentence;

    public MalformedRecordException(Flaw flaw, String message) {
        super(message);
        this.flaw = flaw;
        this.sentence = message;
    }

    @Override
    public String getMessage() {
        return sentence;
    }

    public Flaw flaw() {
        return flaw;
    }

    /** Words for counting; the reasons of dead letters. */
    public enum Flaw {
        /** The value is no record of the topic's type in the wire format. */
        UNDECODABLE_VALUE,
        /** The record is larger than any command need be, and than what may be put down of it. */
        TOO_LARGE,
        /** The key is not that of the value, or the record is in another partition than its key's. */
        WRONG_KEY,
        /** The value decodes, but says nothing that could be carried out. */
        MALFORMED_CONTENT
    }
}

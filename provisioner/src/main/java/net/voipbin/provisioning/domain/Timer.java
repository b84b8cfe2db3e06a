package net.voipbin.provisioning.domain;

import java.time.Instant;

/** What is to happen to a resource at a time of its own. Immutable. */
public record Timer(Kind kind, Instant due) {

    /** A customer has at most one of each kind. */
    public enum Kind {
        EXPIRE_SIGNUP('e'),
        PURGE_CUSTOMER('p'),
        TOP_UP_TOKENS('t');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** The byte that stands for this kind in the keys of stores; it must never change. */
        public byte code() {
            return (byte) code;
        }
    }
}

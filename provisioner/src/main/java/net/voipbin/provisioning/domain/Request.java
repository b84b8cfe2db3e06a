package net.voipbin.provisioning.domain;

/**
 * What a command asks for; the rule stands in the class that is named after it. Immutable. Not sealed: nothing tells
 * requests apart, and a new one is to touch few files.
 */
public interface Request {

    /** Pure: the same situation always brings the same decision. What {@link Invariants} see to is no concern of it. */
    Decision.Final decide(Situation situation);
}

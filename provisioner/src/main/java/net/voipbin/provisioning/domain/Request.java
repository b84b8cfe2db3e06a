package net.voipbin.provisioning.domain;

/** What a command asks for; the rule stands in the class that is named after it. Immutable. */
public sealed interface Request permits CreateCustomer, UpdateCustomer, DeleteCustomer, RegisterPlatform {

    /** Pure: the same situation always brings the same decision. */
    Decision decide(Situation situation);
}

package net.voipbin.provisioning.domain;

import java.util.Optional;
import net.voipbin.provisioning.domain.text.Words;

/** How the platform calls a customer's webhook. */
public enum WebhookMethod {
    POST,
    GET,
    PUT,
    DELETE;

    /** Empty where it is none of them. */
    public static Optional<WebhookMethod> named(String text) {
        return Words.find(values(), WebhookMethod::name, text);
    }
}

package net.voipbin.provisioning.bridge.customer;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.limit.RateLimit;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerStatus;

/**
 * Bounds the mails that a customer can have sent to addresses that it has not shown to be its own, and those that several
 * can have sent to one: each change of an unverified e-mail address makes one go out. Thread-safe.
 */
public final class VerificationMails {

    private static final String EMAIL = "email";

    private final RateLimit perCustomer;
    private final RateLimit perEmail;

    /** @param perEmail counts sign-ups with an address too */
    public VerificationMails(RateLimit perCustomer, RateLimit perEmail) {
        this.perCustomer = perCustomer;
        this.perEmail = perEmail;
    }

    /**
     * Counts an update, if it is such a change.
     *
     * @param present looks the customer up; asked only where the body names an e-mail address
     * @throws ApiException RATE_LIMIT_EXCEEDED
     */
    void count(Call call, Form form, Supplier<Optional<Customer>> present) {
        Optional<String> email = form.text(EMAIL);
        if (email.isPresent() && mayBeUnverified(call)) {
            present.get()
                    .filter(customer -> customer.getStatus() == CustomerStatus.initial)
                    .filter(customer -> !customer.getEmail().equalsIgnoreCase(email.get()))
                    .ifPresent(customer -> {
                        perCustomer.count(customer.getId().toString());
                        perEmail.count(email.get().toLowerCase(Locale.ROOT));
                    });
        }
    }

    /** A tenant's own is the only one that it may change. */
    private static boolean mayBeUnverified(Call call) {
        return call.caller().superAdmin() || call.caller().customerStatus().equals(CustomerStatus.initial.name());
    }
}

package net.voipbin.provisioning.domain.billing;

import java.util.Optional;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.text.Words;

/** Changes how the customer pays: what it names, empty for neither. */
public record UpdatePaymentInfo(Optional<String> paymentType, Optional<String> paymentMethod) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return OwnAccount.change(
                situation,
                Permission.CUSTOMER_ADMIN,
                account -> flaw().map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.updated(situation, account, changed(account))));
    }

    private BillingAccount changed(BillingAccount account) {
        return account.with(
                paymentType.map(UpdatePaymentInfo::type).orElse(account.paymentType()),
                paymentMethod.map(UpdatePaymentInfo::method).orElse(account.paymentMethod()));
    }

    private Optional<Rejection> flaw() {
        return Field.firstFlaw(
                paymentType
                        .filter(text -> !text.isEmpty() && type(text).isEmpty())
                        .flatMap(text -> Field.invalid("payment_type", "is neither empty nor prepaid.")),
                paymentMethod
                        .filter(text -> !text.isEmpty() && method(text).isEmpty())
                        .flatMap(text -> Field.invalid("payment_method", "is neither empty nor credit card.")));
    }

    private static Optional<BillingAccount.PaymentType> type(String text) {
        return Words.find(BillingAccount.PaymentType.values(), BillingAccount.PaymentType::published, text);
    }

    private static Optional<BillingAccount.PaymentMethod> method(String text) {
        return Words.find(BillingAccount.PaymentMethod.values(), BillingAccount.PaymentMethod::published, text);
    }
}

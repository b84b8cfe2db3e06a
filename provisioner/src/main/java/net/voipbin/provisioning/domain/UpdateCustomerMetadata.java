package net.voipbin.provisioning.domain;

/** Replaces a customer's switches, all of them. */
public record UpdateCustomerMetadata(Metadata metadata) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCustomer(
                situation,
                Permission.CUSTOMER_ADMIN,
                customer -> metadata.equals(customer.metadata())
                        ? Decision.Applied.fulfilled(customer)
                        : Decision.Applied.of(Change.updated(customer, customer.with(metadata, situation.time()))));
    }
}

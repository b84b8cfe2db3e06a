package net.voipbin.provisioning.domain;

/** A new tag. */
public record CreateTag(String name, String detail) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCreate(
                situation,
                Permission.STAFF,
                customer -> Tag.flaw(name, detail)
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.of(Change.created(new Tag(
                                situation.newId(Resource.Type.TAG),
                                customer.id(),
                                Revision.first(situation.time()),
                                name,
                                detail)))));
    }
}

package net.voipbin.provisioning.domain;

import java.util.UUID;

/**
 * One resource names another of the same customer. Immutable.
 *
 * @param field the JSON name of the field that names it
 */
public record Reference(Resource.Type type, UUID id, String field) {}

package net.voipbin.provisioning.registry;

import org.apache.avro.Schema;

/**
 * A version of a subject.
 *
 * @param id names the schema in the wire format, over all subjects
 * @param version counts the subject's schemas, from 1
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}

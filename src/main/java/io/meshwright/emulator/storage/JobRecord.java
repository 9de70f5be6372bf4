package io.meshwright.emulator.storage;

import java.time.Instant;

/**
 * A finished job as it is remembered.
 *
 * @param document the job resource as the REST API shows it, JSON
 */
public record JobRecord(String project, String id, Instant ended, String document) {}

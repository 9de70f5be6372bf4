package io.meshwright.product;

import java.time.ZoneId;

/** When a product runs: a five-field Unix cron expression in a time zone. */
public record Schedule(String cron, ZoneId zone) {}

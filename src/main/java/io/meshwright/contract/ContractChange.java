package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;

/**
 * One difference between two versions of a contract.
 *
 * @param code stable and kebab-case, such as {@code column-removed}
 * @param breaking whether a consumer that relied on the old version may fail or be misled
 * @param subject the table or {@code table.column}; empty for the contract as a whole
 * @param sentence what changed, for people
 * @param location where it stands in the new document, or in the old one when it is gone
 */
public record ContractChange(String code, boolean breaking, String subject, String sentence, SourceLocation location) {}

package io.meshwright.workshop;

/**
 * What the analyzer says of the query.
 *
 * @param line 1-based; 0 when no place is known
 * @param fix the query with the suggestion in place; empty without one
 * @param fixWords what the fix does, such as "Replace ratng with rating"
 * @param addInput the contract id to add to the inputs; empty when that is no way out
 */
public record SqlFinding(int line, int column, String message, String fix, String fixWords, String addInput) {}

package io.meshwright.sql;

/**
 * A variable of a script; columns of the same name hide it.
 *
 * @param type its GoogleSQL type
 * @param place what tells it from another variable of that name in an outer block
 */
public record Variable(String name, String type, String place) {}

/**
 * GoogleSQL statements turned into DuckDB SQL from the resolved tree; what cannot be honoured is refused. Floor 2.
 *
 * <p>{@link io.meshwright.emulator.translation.SqlTranslator} is the door. Behind it, from the whole to its parts:
 *
 * <ul>
 *   <li>statements: {@code StatementWriter} and a writer for each family of them;
 *   <li>queries: {@code QueryWriter} and a writer for each kind of scan;
 *   <li>expressions: {@code ExpressionWriter};
 *   <li>functions: the table {@code Functions}, its chapters written by the classes named {@code ...Forms}. What has no
 *       form there is a {@code ReferenceCall}, which Google's reference implementation answers;
 *   <li>what DuckDB itself calls back: {@link io.meshwright.emulator.translation.TranslationRuntime} and the classes it
 *       installs;
 *   <li>the words all of them use: {@code Duck}, {@code DuckType}, {@code Literals}, {@code Wire}, {@code UnsupportedSql}.
 * </ul>
 */
package io.meshwright.emulator.translation;

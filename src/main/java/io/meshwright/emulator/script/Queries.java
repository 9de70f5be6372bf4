package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNode;
import com.google.zetasql.parser.ASTNodes.ASTQuery;
import com.google.zetasql.parser.ParseTreeVisitor;

/** Whether there is a query in a part of a script. */
final class Queries extends ParseTreeVisitor {

    private boolean found;

    private Queries() {}

    static boolean in(ASTNode node) {
        Queries queries = new Queries();
        node.accept(queries);
        return queries.found;
    }

    @Override
    public void visit(ASTQuery query) {
        found = true;
    }
}

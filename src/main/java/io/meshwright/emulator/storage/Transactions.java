package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Optional;

/** Transactions of several statements: what they change is seen by their session alone, until all of it is committed. */
public final class Transactions {

    private final Storage storage;
    private final NameLocks locks;

    Transactions(Storage storage, NameLocks locks) {
        this.storage = storage;
        this.locks = locks;
    }

    public void begin(Session session) {
        if (session.transaction().isPresent()) {
            throw ApiError.invalidQuery("A transaction is already in progress; transactions cannot be nested");
        }
        storage.begin(session);
    }

    /** Makes everything durable and visible that the session did since it began, or nothing of it. */
    public void commit(Session session) {
        Transaction transaction = session.transaction()
                .orElseThrow(() -> ApiError.invalidQuery("There is no transaction in progress to commit"));
        locks.holding(session, transaction.names(), () -> {
            end(session, transaction);
            return transaction;
        });
    }

    /** All changes in one step; the names they change are held. */
    private void end(Session session, Transaction transaction) {
        session.leave();
        try {
            transaction.requireUntouched(storage.contents());
            List<Change> changes = Change.at(Writer.now(), transaction.changes());
            session.publishing(() -> {
                changes.forEach(change -> Ledger.write(session, change));
                session.commit();
                storage.show(changes);
            });
        } catch (RuntimeException e) {
            session.rollback(e);
            throw e;
        } finally {
            transaction.end();
        }
    }

    /** The tables that a session made in its transaction: they go with it when it is not committed. */
    public List<TableName> created(Session session) {
        return session.transaction().map(Transaction::created).orElse(List.of());
    }

    /** Undoes what the session did since it began a transaction. */
    public void rollback(Session session) {
        Transaction transaction = session.transaction()
                .orElseThrow(() -> ApiError.invalidQuery("There is no transaction in progress to roll back"));
        session.leave();
        session.rollback(new IllegalStateException("rolled back"));
        transaction.end();
    }

    /** After a failure that ends DuckDB's transaction: the session goes on, its transaction can only be rolled back. */
    public void survive(Session session) {
        Optional<Transaction> open = session.transaction();
        if (open.isEmpty() || session.answers()) {
            return;
        }
        session.leave();
        session.rollback(new IllegalStateException("failed"));
        open.get().fail();
        session.enter(open.get());
    }

    /** What the session's transaction is called. */
    public Optional<String> id(Session session) {
        return session.transaction().map(Transaction::id);
    }

    public boolean isOpen(Session session) {
        return session.transaction().isPresent();
    }
}

package io.meshwright.emulator.job;

import io.meshwright.emulator.storage.Session;

/** What a type of job does. */
interface Work {

    /** Does it, and leaves rows and statistics in the job. */
    void run(Job job, Session session);
}

package io.cfguardian.app.audit;

import io.cfguardian.app.audit.AuditIndex.Candidates;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.revision.Revision;
import java.util.ArrayList;
import java.util.List;

/** The journal, as far as an index has come only the commits that it names. Confined to one thread. */
final class JournalListing {

    static final Candidates NO_CANDIDATES = new Candidates(List.of(), Revision.ZERO);

    private final View view;
    private final Candidates candidates;

    JournalListing(View view, Candidates candidates) {
        this.view = view;
        this.candidates = candidates;
    }

    /** At most {@code limit} commits from {@code from} to {@code to}. */
    List<Commit> between(Revision from, Revision to, int limit) {
        List<Commit> commits = new ArrayList<>();
        candidates.revisions().stream()
                .filter(revision -> !from.isAfter(revision) && !revision.isAfter(to))
                .limit(limit)
                .forEach(revision -> commits.addAll(view.commits(revision, 1)));
        Revision rest = candidates.upTo().next();
        Revision begin = from.isAfter(rest) ? from : rest;
        long left = Math.min(limit - commits.size(), to.value() - begin.value() + 1);
        if (left > 0) {
            commits.addAll(view.commits(begin, (int) left));
        }
        return commits;
    }
}

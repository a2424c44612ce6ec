package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.BackupNumbers;
import io.cfguardian.app.telemetry.UpkeepNumbers;
import io.cfguardian.app.telemetry.UpkeepNumbers.Chain;
import io.cfguardian.app.telemetry.UpkeepNumbers.Disk;
import io.cfguardian.app.telemetry.UpkeepNumbers.Scrub;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The families of a node's watch over itself: disk, chain, files, clock, certificates and backups. What is not known is left out. */
final class UpkeepFamilies {

    private UpkeepFamilies() {}

    static void write(UpkeepNumbers numbers, Sheet sheet) {
        disk(numbers.disk(), sheet);
        chain(numbers.chain(), sheet);
        scrub(numbers.scrub(), sheet);
        Duration ahead = numbers.clockAhead();
        if (ahead != null) {
            sheet.seconds(
                    "cfguardian_clock_offset_seconds",
                    "By how much this node's clock is ahead of the median of the members' clocks.",
                    ahead);
        }
    }

    /** @param ends when each ends, by whom it is shown to */
    static void certificates(Map<String, Instant> ends, Sheet sheet) {
        sheet.timestamps(
                "cfguardian_certificate_not_after_seconds",
                "When the certificate in use ends that this node shows to other nodes or to clients, in seconds since 1970.",
                "shown_to",
                ends);
    }

    static void write(BackupNumbers numbers, Sheet sheet) {
        sheet.seconds(
                "cfguardian_backup_interval_seconds",
                "The time between two backups that this node takes by itself.",
                numbers.interval());
        sheet.counters(
                "cfguardian_backups_total",
                "Backups that this node took by itself and proved, and tries that came to nothing.",
                "outcome",
                Map.of(
                        "taken", numbers.counts().taken(),
                        "failed", numbers.counts().failed()));
        sheet.gauge(
                "cfguardian_backup_failures_in_a_row",
                "Tries that came to nothing since the last that did not.",
                numbers.status().failures());
        Instant newest = numbers.counts().newest();
        if (newest != null) {
            sheet.timestamp(
                    "cfguardian_backup_timestamp_seconds",
                    "When the newest backup in this node's folder was begun, in seconds since 1970.",
                    newest);
        }
        var last = numbers.status().last();
        if (last != null) {
            sheet.gauge(
                    "cfguardian_backup_revision",
                    "The last commit in the last backup since the start.",
                    last.revision().value());
            sheet.gauge("cfguardian_backup_bytes", "The size of the last backup since the start.", last.bytes());
        }
    }

    private static void disk(Disk disk, Sheet sheet) {
        sheet.gauge("cfguardian_disk_size_bytes", "The file system that the data lies on.", disk.totalBytes());
        sheet.gauge(
                "cfguardian_disk_free_bytes",
                "What is left of it for data; the ballast counts as taken whether it lies there or not.",
                disk.freeBytes());
        sheet.gauge(
                "cfguardian_disk_reserve_bytes", "With less left than this there is too little.", disk.reserveBytes());
        sheet.gauge(
                "cfguardian_disk_ballast_bytes",
                "What lies there to be given up when the disk is full; 0 when it is given up.",
                disk.ballastBytes());
        sheet.gauge("cfguardian_disk_low", "Whether there is too little left on this node's disk.", disk.low() ? 1 : 0);
        sheet.gauge(
                "cfguardian_disk_data_refused",
                "Whether this node refuses writes that bring data, because the disks of the cluster have too little room.",
                disk.refusing() ? 1 : 0);
    }

    private static void chain(Chain chain, Sheet sheet) {
        sheet.counters(
                "cfguardian_chain_comparisons_total",
                "Comparisons of this node's chain with that of another member at an equal revision: agreed, differed, or unheard.",
                "outcome",
                Map.of("agreed", chain.agreed(), "differed", chain.differed(), "unheard", chain.unheard()));
        Instant agreement = chain.lastAgreement();
        if (agreement != null) {
            sheet.timestamp(
                    "cfguardian_chain_agreed_timestamp_seconds",
                    "When all members that were heard last agreed with this node, in seconds since 1970.",
                    agreement);
        }
    }

    private static void scrub(Scrub scrub, Sheet sheet) {
        sheet.counters(
                "cfguardian_scrub_rounds_total",
                "Rounds in which this node read its files again: clean, or damaged, which ends the node.",
                "outcome",
                Map.of("clean", scrub.clean(), "damaged", scrub.damaged()));
        sheet.gauge("cfguardian_scrub_files", "Files of the round that was begun last.", scrub.files());
        sheet.gauge("cfguardian_scrub_files_left", "Those of them that are not read yet.", scrub.filesLeft());
        sheet.counter("cfguardian_scrub_read_bytes_total", "What was read in all rounds.", scrub.bytesRead());
        sheet.seconds(
                "cfguardian_scrub_interval_seconds",
                "The time between the end of one round and the begin of the next.",
                scrub.interval());
        Instant clean = scrub.lastClean();
        if (clean != null) {
            sheet.timestamp(
                    "cfguardian_scrub_clean_timestamp_seconds",
                    "When the last clean round since the start ended, in seconds since 1970.",
                    clean);
        }
    }
}

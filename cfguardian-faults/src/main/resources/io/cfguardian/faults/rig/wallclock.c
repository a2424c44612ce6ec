/*
 * Moves the wall clock of one process by as many nanoseconds as stand in the file that WALLCLOCK_FILE names, at once as they change. Clocks that
 * only go forward are left alone, and so are waits.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL

static int64_t none;
static volatile int64_t *offset = &none;
static int (*real)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    const char *name = getenv("WALLCLOCK_FILE");
    int file = name == NULL ? -1 : open(name, O_RDONLY);
    if (file >= 0) {
        void *mapped = mmap(NULL, sizeof none, PROT_READ, MAP_SHARED, file, 0);
        close(file);
        if (mapped != MAP_FAILED) {
            offset = mapped;
        }
    }
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (real == NULL) {
        begin();
    }
    int result = real(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        int64_t nanos = time->tv_nsec + *offset % SECOND;
        time->tv_sec += *offset / SECOND + (nanos >= SECOND) - (nanos < 0);
        time->tv_nsec = nanos >= SECOND ? nanos - SECOND : nanos < 0 ? nanos + SECOND : nanos;
    }
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void)zone;
    struct timespec now;
    int result = clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return result;
}

time_t time(time_t *result) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (result != NULL) {
        *result = now.tv_sec;
    }
    return now.tv_sec;
}

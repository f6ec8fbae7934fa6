/* A clock that goes ahead by CLOCK_AHEAD seconds, and a disk that tells its times by it: see tests/anywhere.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>

static long ahead(void) {
    static long seconds, is_known;
    if (!is_known) {
        const char *said = getenv("CLOCK_AHEAD");
        seconds = said ? atol(said) : 0;
        is_known = 1;
    }
    return seconds;
}

/* The function of this name that ours stands before. */
#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

int clock_gettime(clockid_t clock, struct timespec *now) {
    REAL(clock_gettime);
    int said = real(clock, now);
    if (!said && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += ahead();
    return said;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    REAL(gettimeofday);
    int said = real(now, zone);
    if (!said) now->tv_sec += ahead();
    return said;
}

time_t time(time_t *where) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (where) *where = now.tv_sec;
    return now.tv_sec;
}

static int later(int said, struct stat *about) {
    if (!said) {
        about->st_atim.tv_sec += ahead();
        about->st_mtim.tv_sec += ahead();
        about->st_ctim.tv_sec += ahead();
    }
    return said;
}

/* Each under both of its names: programs that can read files over 2 GB call those with 64. */
#define STAT(name, takes, gives) \
    int name takes { REAL(name); return later(real gives, (struct stat *)about); }

STAT(stat, (const char *path, struct stat *about), (path, about))
STAT(lstat, (const char *path, struct stat *about), (path, about))
STAT(fstat, (int file, struct stat *about), (file, about))
STAT(fstatat, (int folder, const char *path, struct stat *about, int flags), (folder, path, about, flags))
STAT(stat64, (const char *path, struct stat64 *about), (path, about))
STAT(lstat64, (const char *path, struct stat64 *about), (path, about))
STAT(fstat64, (int file, struct stat64 *about), (file, about))
STAT(fstatat64, (int folder, const char *path, struct stat64 *about, int flags), (folder, path, about, flags))

static const struct timespec *earlier(const struct timespec given[2], struct timespec made[2]) {
    if (!given) return given;
    for (int at = 0; at < 2; at++) {
        made[at] = given[at];
        if (given[at].tv_nsec != UTIME_NOW && given[at].tv_nsec != UTIME_OMIT) made[at].tv_sec -= ahead();
    }
    return made;
}

int utimensat(int folder, const char *path, const struct timespec given[2], int flags) {
    REAL(utimensat);
    struct timespec made[2];
    return real(folder, path, earlier(given, made), flags);
}

int futimens(int file, const struct timespec given[2]) {
    REAL(futimens);
    struct timespec made[2];
    return real(file, earlier(given, made));
}

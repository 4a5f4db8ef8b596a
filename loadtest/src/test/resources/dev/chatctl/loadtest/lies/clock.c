/* A clock on the wall that is fast, for the one process that this is loaded into. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) {
    now->tv_nsec += FAST_BY_MILLIS * 1000000L;
    now->tv_sec += now->tv_nsec / 1000000000L;
    now->tv_nsec %= 1000000000L;
  }
  return result;
}

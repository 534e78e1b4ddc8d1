/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a command and says what it needed.
 *
 *     measure REPORT SECONDS COMMAND [ARGUMENT...]
 *
 * After SECONDS (0: never) the command gets SIGTERM (a shell has its background jobs ignore
 * SIGINT). Writes one line to the file REPORT: wall seconds, CPU seconds (with children), peak KiB
 * of the command itself, peak KiB of its largest child, exit status (128
 * + signal when killed). The two peaks are VmHWM of proc(5), read every 20 ms; children of children
 * count as children.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STEP_MS = 20, DEPTH_MAX = 4 };

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* VmHWM of a process; 0 when it is gone. */
static long peak_kib(long pid)
{
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "VmHWM: %ld", &kib) == 1)
            break;
    fclose(file);
    return kib;
}

static long larger(long a, long b)
{
    return a > b ? a : b;
}

/* The largest peak among the descendants of `pid`. */
static long children_peak_kib(long pid, int depth)
{
    char path[64];
    long child, kib = 0;
    if (depth >= DEPTH_MAX)
        return 0;
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", pid, pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    while (fscanf(file, "%ld", &child) == 1)
        kib = larger(kib, larger(peak_kib(child), children_peak_kib(child, depth + 1)));
    fclose(file);
    return kib;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: measure REPORT SECONDS COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    double limit_s = atof(argv[2]), start_s = now_s();
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[3], argv + 3);
        perror(argv[3]);
        _exit(127);
    }
    long own_kib = 0, child_kib = 0;
    int status = 0;
    bool told = false;
    while (pid > 0 && waitpid(pid, &status, WNOHANG) == 0) {
        own_kib = larger(own_kib, peak_kib(pid));
        child_kib = larger(child_kib, children_peak_kib(pid, 0));
        if (limit_s > 0 && !told && now_s() - start_s > limit_s) {
            kill(pid, SIGTERM);
            told = true;
        }
        nanosleep(&(struct timespec){0, STEP_MS * 1000000L}, NULL);
    }
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    double cpu_s = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                   (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    FILE *report = fopen(argv[1], "w");
    if (report == NULL) {
        perror(argv[1]);
        return 1;
    }
    fprintf(report, "%.2f %.2f %ld %ld %d\n", now_s() - start_s, cpu_s, own_kib, child_kib,
            WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
    return fclose(report) != 0;
}

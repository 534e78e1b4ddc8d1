/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Renders a small book again and again, each time with one fault chosen by a seed (shim.c), looks
 * whether everything is as it should be, renders it once more without a fault and compares the
 * bytes. The same seed gives the same fault.
 *
 *     drive [--verbose] [--seeds COUNT] [--first SEED] [--seed SEED] PROGRAM SHIM FOLDER
 * [ARGUMENT...]
 *
 * FOLDER is an empty one, for the books and results; the arguments are added to every command line.
 * What is looked for, after each run:
 *
 *   - it ended by itself, within TIME_MOST_S, and no process of it is left
 *   - its status is one of the README's, or it ended by the signal that it was given
 *   - with status 0 the result is the reference (or sentence by sentence, with a warning, if
 * workers died), else the older file is still there, as it was
 *   - an error is one sentence
 *   - no temporary file is left, unless the parent got SIGKILL: then the next run removes it
 *   - the next run, without a fault, gives the reference
 *
 * Status 0 when nothing was found. Prints a table by call at the end.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    TIME_MOST_S = 120, /* chosen: two hundred times what a run takes on an idle machine */
    ORPHANS_S = 10,    /* how long workers of a killed parent may take to end */
    CALLS_MOST = 64,
    ARGUMENTS_MOST = 64,
};

/* A call that can fail: how often a process makes it, and what came of it. */
struct call {
    char name[16];
    long count[2]; /* in the parent; the most in a worker */
    int runs, given, same, told, ended, bad;
};

struct plan {
    struct call *call;
    long number;
    int error, signal;
    const char *mode;
    bool worker, older, cached; /* where the fault is; whether there is an older result, a cache */
};

static struct {
    const char *program, *shim, *folder;
    char *extra[ARGUMENTS_MOST];
    int extra_count;
    bool verbose;
    struct call calls[CALLS_MOST];
    int call_count;
    char *reference;
    size_t reference_bytes;
    bool cached; /* this seed has a cache, empty at its beginning and kept for its second run */
    bool bad;    /* in this seed */
    char found[1024];
} drive;

static const char old_result[] = "an older result";
static const char book[] =
    "The Small Book\n\nChapter 1\n\n\xE2\x80\x9CStop,\xE2\x80\x9D said Anna Snow. \xE2\x80\x9CIt "
    "is "
    "5 p.m.\xE2\x80\x9D\n\n\xE2\x80\x9CWhy?\xE2\x80\x9D asked Ben. He looked at the clock.\n\n"
    "Chapter 2\n\nThe end came soon. Nobody had seen it.\n";

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The generator of Vigna's "splitmix64": every seed gives a good start. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static int pick(uint64_t *state, int count)
{
    return (int)(next_random(state) % (uint64_t)count);
}

static char *path_of(const char *name)
{
    static char paths[16][PATH_MAX];
    static int turn;
    char *path = paths[turn++ % 16];
    snprintf(path, PATH_MAX, "%s/%s", drive.folder, name);
    return path;
}

static char *read_whole(const char *path, size_t *bytes)
{
    FILE *file = fopen(path, "rb");
    *bytes = 0;
    if (file == NULL)
        return NULL;
    char *all = NULL;
    for (size_t got = 1; got > 0; *bytes += got) {
        all = realloc(all, *bytes + 65537);
        got = fread(all + *bytes, 1, 65536, file);
    }
    all[*bytes] = '\0';
    fclose(file);
    return all;
}

static void write_whole(const char *path, const char *bytes, size_t count)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, count, file) != count || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

__attribute__((format(printf, 1, 2))) static void bad(const char *format, ...)
{
    va_list args;
    size_t used = strlen(drive.found);
    drive.bad = true;
    va_start(args, format);
    vsnprintf(drive.found + used, sizeof drive.found - used, format, args);
    va_end(args);
    used = strlen(drive.found);
    snprintf(drive.found + used, sizeof drive.found - used, "; ");
}

/* In the child: becomes the program. */
static _Noreturn void become(const char *fault, const char *count)
{
    const char *arguments[ARGUMENTS_MOST + 16] = {drive.program, "-j", "2", "-r", "440", "--force",
                                                  "-o", "out.mp3",
                                                  /* it would keep the shim from writing its log */
                                                  "--no-sandbox"};
    int n = 9;
    if (drive.cached)
        arguments[n++] = "--cache", arguments[n++] = path_of("../cache");
    else
        arguments[n++] = "--no-cache";
    for (int i = 0; i < drive.extra_count; i++)
        arguments[n++] = drive.extra[i];
    arguments[n] = "book.txt";
    int output = open(path_of("../stderr"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    setenv("TMPDIR", path_of("../tmp"), 1);
    setenv("FAULT_LOG", path_of("../log"), 1);
    if (fault != NULL)
        setenv("FAULT", fault, 1);
    if (count != NULL)
        setenv("FAULT_COUNT", count, 1);
    if (fault != NULL || count != NULL)
        setenv("LD_PRELOAD", drive.shim, 1);
    signal(SIGINT, SIG_DFL);
    if (chdir(drive.folder) == 0)
        execv(drive.program, (char *const *)arguments);
    _exit(127);
}

static void wait_a_little(void)
{
    poll(NULL, 0, 1);
}

/* Ends what is left, so that it does not disturb the next run. */
static void kill_orphans(void)
{
    char path[64];
    int child;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *children = fopen(path, "r");
    while (children != NULL && fscanf(children, "%d", &child) == 1)
        kill(child, SIGKILL);
    if (children != NULL)
        fclose(children);
}

/* Orphans become ours, see PR_SET_CHILD_SUBREAPER. */
static void check_orphans(void)
{
    double end = now() + ORPHANS_S;
    pid_t got;
    while ((got = waitpid(-1, NULL, WNOHANG)) >= 0)
        if (got == 0 && now() > end) {
            bad("a process is left");
            kill_orphans();
            end = now() + ORPHANS_S;
        } else if (got == 0) {
            wait_a_little();
        }
}

/* The status of waitpid; -1 when it had to be killed. */
static int run(const char *fault, const char *count)
{
    double end = now() + TIME_MOST_S;
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        become(fault, count);
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (now() > end) {
            bad("it does not end");
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            status = -1;
            break;
        }
        wait_a_little();
    }
    check_orphans();
    return status;
}

/* Whether the folder has nothing but the book and, if `result`, the result. Counts part files. */
static int check_folder(const char *folder, bool empty)
{
    int parts = 0;
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (strncmp(entry->d_name, ".lectern-", 9) == 0)
            parts++;
        else if (empty ||
                 (strcmp(entry->d_name, "book.txt") != 0 && strcmp(entry->d_name, "out.mp3") != 0))
            bad("%s is left", entry->d_name);
    }
    if (entries != NULL)
        closedir(entries);
    return parts;
}

static bool is_result(const char *bytes, size_t count)
{
    size_t got_bytes;
    char *got = read_whole(path_of("out.mp3"), &got_bytes);
    bool same = got != NULL && got_bytes == count && memcmp(got, bytes, count) == 0;
    free(got);
    return same;
}

/* An error is one line, "lectern: ...", and there is none with status 0. */
static void check_sentence(bool wanted)
{
    size_t bytes;
    char *said = read_whole(path_of("../stderr"), &bytes);
    int errors = 0;
    for (char *line = strtok(said, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        errors +=
            strncmp(line, "lectern: ", 9) == 0 && strncmp(line, "lectern: warning: ", 18) != 0;
        /* libpulse, which eSpeak NG loads, says this and ends the program. */
        errors += strcmp(line, "Not enough memory") == 0;
        if (drive.verbose)
            printf("    %s\n", line);
    }
    if (errors != wanted)
        bad("%d sentences", errors);
    free(said);
}

/* A take that two workers died of is spoken sentence by sentence. It sounds a little different, and
 * the program says so. */
static bool was_careful(void)
{
    size_t bytes;
    char *said = read_whole(path_of("../stderr"), &bytes);
    bool careful = said != NULL && strstr(said, "lectern: warning: spoken sentence by") != NULL;
    free(said);
    return careful;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static void prepare(bool older)
{
    nftw(path_of("../cache"), remove_one, 8, FTW_DEPTH | FTW_PHYS);
    unlink(path_of("out.mp3"));
    unlink(path_of("../log"));
    if (older)
        write_whole(path_of("out.mp3"), old_result, sizeof old_result - 1);
}

static bool was_given(void)
{
    return access(path_of("../log"), F_OK) == 0;
}

static void check_end(const struct plan *plan, int status)
{
    bool ended = status != -1 && WIFSIGNALED(status);
    bool good = status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    plan->call->given += was_given();
    plan->call->same += good;
    plan->call->ended += ended;
    plan->call->told += !good && !ended;
    if (ended && (plan->worker || WTERMSIG(status) != plan->signal))
        bad("ended by signal %d", WTERMSIG(status));
    if (WIFEXITED(status) && WEXITSTATUS(status) > 6)
        bad("status %d", WEXITSTATUS(status));
    if (good && !is_result(drive.reference, drive.reference_bytes) && !was_careful())
        bad("status 0, but not the reference");
    if (!good && !(ended && is_result(drive.reference, drive.reference_bytes)) &&
        (plan->older ? !is_result(old_result, sizeof old_result - 1)
                     : access(path_of("out.mp3"), F_OK) == 0))
        bad("the older result is not as it was");
    if (drive.verbose && status != -1)
        printf("    %s %d\n", ended ? "signal" : "status",
               ended ? WTERMSIG(status) : WEXITSTATUS(status));
    if (!ended)
        check_sentence(!good);
    int parts = check_folder(drive.folder, false);
    if (parts > (ended && plan->signal == SIGKILL))
        bad("%d part files", parts);
    check_folder(path_of("../tmp"), true);
}

static void check_again(void)
{
    int status = run(NULL, NULL);
    if (status != 0)
        bad("the next run fails");
    else if (!is_result(drive.reference, drive.reference_bytes))
        bad("the next run differs");
    if (check_folder(drive.folder, false) > 0)
        bad("the next run leaves a part file");
}

/* What may go wrong at a call. `errors` that cannot be are left out, such as ENOSPC for fork. */
static const struct {
    const char *call;
    int errors[6];
} errors_of[] = {
    {"open", {EMFILE, ENFILE, EACCES, EIO, ENOMEM, EOPNOTSUPP}},
    {"fopen", {EMFILE, ENFILE, EACCES, EIO, ENOMEM}},
    {"opendir", {EMFILE, ENFILE, EACCES, EIO, ENOMEM}},
    {"read", {EIO, EINTR}},
    {"fread", {EIO}},
    {"write", {ENOSPC, EIO, EINTR, EDQUOT, EFBIG}},
    {"pwrite", {ENOSPC, EIO, EINTR, EDQUOT}},
    {"fsync", {EIO, ENOSPC, EDQUOT}},
    {"rename", {EIO, EACCES, ENOENT}},
    {"link", {EIO, EXDEV, EPERM, ENOENT, ENOSPC}},
    {"unlink", {EIO, EROFS}},
    {"ftruncate", {EIO, ENOSPC}},
    {"fallocate", {ENOSPC, EIO}},
    {"mmap", {ENOMEM}},
    {"mremap", {ENOMEM}},
    {"fork", {EAGAIN, ENOMEM}},
    {"pipe", {EMFILE, ENFILE}},
    {"poll", {EINTR, ENOMEM}},
    {"waitpid", {EINTR}},
    {"memfd", {EMFILE, ENOMEM}},
    {"flock", {EINTR, ENOLCK}},
    {"close", {EIO, EINTR}},
    {"malloc", {ENOMEM}},
};

static int pick_error(uint64_t *state, const char *call)
{
    for (size_t i = 0; i < sizeof errors_of / sizeof errors_of[0]; i++) {
        int count = 0;
        if (strcmp(errors_of[i].call, call) != 0)
            continue;
        while (count < 6 && errors_of[i].errors[count] != 0)
            count++;
        return errors_of[i].errors[pick(state, count)];
    }
    return EIO;
}

static struct plan make_plan(uint64_t seed)
{
    static const int signals[] = {SIGKILL, SIGKILL, SIGTERM, SIGINT, SIGHUP};
    static const int ends[] = {SIGKILL, SIGSEGV, SIGABRT, SIGTERM};
    uint64_t state = seed;
    struct plan plan = {.mode = "once"};
    do {
        plan.call = &drive.calls[pick(&state, drive.call_count)];
        plan.worker = pick(&state, 3) == 0;
    } while (plan.call->count[plan.worker] == 0);
    plan.number = 1 + (long)(next_random(&state) % (uint64_t)plan.call->count[plan.worker]);
    plan.error = pick_error(&state, plan.call->name);
    plan.older = pick(&state, 2) == 0;
    plan.cached = pick(&state, 2) == 0;
    int kind = pick(&state, 10);
    if (kind < 3) {
        plan.signal = plan.worker ? ends[pick(&state, 4)] : signals[pick(&state, 5)];
        plan.mode = "signal";
    } else if (kind < 5) {
        plan.mode = "always";
    } else if (kind < 7 &&
               (strcmp(plan.call->name, "read") == 0 || strstr(plan.call->name, "write") != NULL)) {
        plan.mode = "short";
    }
    /* For ever interrupted is not a fault that there is. */
    if (plan.error == EINTR && strcmp(plan.mode, "always") == 0)
        plan.mode = "once";
    return plan;
}

static void try_seed(uint64_t seed)
{
    char fault[128], mode[16];
    struct plan plan = make_plan(seed);
    snprintf(mode, sizeof mode, "%d", plan.signal);
    snprintf(fault, sizeof fault, "%s:%ld:%d:%s:%s", plan.call->name, plan.number, plan.error,
             plan.signal > 0 ? mode : plan.mode, plan.worker ? "worker" : "parent");
    if (drive.verbose)
        printf("seed %llu: FAULT=%s (%s)\n", (unsigned long long)seed, fault,
               plan.signal > 0 ? strsignal(plan.signal) : strerror(plan.error));
    drive.bad = false;
    drive.found[0] = '\0';
    plan.call->runs++;
    drive.cached = plan.cached;
    prepare(plan.older);
    check_end(&plan, run(fault, NULL));
    check_again();
    plan.call->bad += drive.bad;
    if (drive.bad) {
        printf("# seed %llu: FAULT=%s: %s\n", (unsigned long long)seed, fault, drive.found);
        check_sentence(false);
    }
    fflush(stdout);
}

static struct call *call_named(const char *name)
{
    for (int i = 0; i < drive.call_count; i++)
        if (strcmp(drive.calls[i].name, name) == 0)
            return &drive.calls[i];
    struct call *call = &drive.calls[drive.call_count++];
    snprintf(call->name, sizeof call->name, "%s", name);
    return call;
}

/* One run to have the reference, one to count the calls of each kind. */
static bool learn(void)
{
    char who[16], name[16];
    long count;
    prepare(false);
    if (run(NULL, NULL) != 0)
        return false;
    drive.reference = read_whole(path_of("out.mp3"), &drive.reference_bytes);
    drive.cached = true;
    if (drive.reference == NULL || run(NULL, path_of("../counts")) != 0)
        return false;
    FILE *counts = fopen(path_of("../counts"), "r");
    while (counts != NULL && fscanf(counts, "%15s %15s %ld", who, name, &count) == 3) {
        long *most = &call_named(name)->count[strcmp(who, "worker") == 0];
        *most = count > *most ? count : *most;
    }
    if (counts != NULL)
        fclose(counts);
    for (int i = drive.call_count - 1; i >= 0; i--)
        if (drive.calls[i].count[0] + drive.calls[i].count[1] == 0)
            drive.calls[i] = drive.calls[--drive.call_count];
    return drive.call_count > 0;
}

static int print_table(void)
{
    struct call all = {.name = "all"};
    printf("# %-10s %6s %6s %6s %6s %6s %6s\n", "call", "runs", "given", "same", "told", "ended",
           "bad");
    for (int i = 0; i <= drive.call_count; i++) {
        const struct call *call = i < drive.call_count ? &drive.calls[i] : &all;
        if (call != &all) {
            all.runs += call->runs, all.given += call->given, all.same += call->same;
            all.told += call->told, all.ended += call->ended, all.bad += call->bad;
        }
        printf("# %-10s %6d %6d %6d %6d %6d %6d\n", call->name, call->runs, call->given, call->same,
               call->told, call->ended, call->bad);
    }
    return all.bad;
}

int main(int argc, char **argv)
{
    uint64_t first = 1, seeds = 200;
    int i = 1;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        drive.verbose = drive.verbose || strcmp(argv[i], "--verbose") == 0;
        if (i + 1 < argc && strcmp(argv[i], "--seeds") == 0)
            seeds = strtoull(argv[++i], NULL, 10);
        else if (i + 1 < argc && strcmp(argv[i], "--first") == 0)
            first = strtoull(argv[++i], NULL, 10);
        else if (i + 1 < argc && strcmp(argv[i], "--seed") == 0) {
            first = strtoull(argv[++i], NULL, 10);
            seeds = 1;
        }
    }
    if (argc - i < 3 || argc - i - 3 > ARGUMENTS_MOST) {
        fputs("usage: see the head of tests/faults/drive.c\n", stderr);
        return 2;
    }
    static char folder[PATH_MAX];
    drive.program = argv[i];
    drive.shim = argv[i + 1];
    drive.extra_count = argc - i - 3;
    memcpy(drive.extra, argv + i + 3, (size_t)drive.extra_count * sizeof *drive.extra);
    snprintf(folder, sizeof folder, "%s/book", argv[i + 2]);
    drive.folder = folder;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    mkdir(folder, 0700);
    mkdir(path_of("../tmp"), 0700);
    write_whole(path_of("book.txt"), book, sizeof book - 1);
    if (!learn()) {
        fputs("the program does not render without a fault\n", stderr);
        return 2;
    }
    for (uint64_t seed = first; seed < first + seeds; seed++)
        try_seed(seed);
    return print_table() == 0 ? 0 : 1;
}

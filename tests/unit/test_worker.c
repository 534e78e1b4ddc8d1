/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One piece of work in a process of its own, and all the ways it may end. */
#include "../test.h"
#include "base/mem.h"
#include "speech/worker.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool greet(void *context, struct text *reply, struct err *err)
{
    (void)err;
    text_addf(reply, "hello %s", (const char *)context);
    return true;
}

static bool say_nothing(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)reply;
    (void)err;
    return true;
}

static bool fail(void *context, struct text *reply, struct err *err)
{
    text_add_str(reply, "half of it");
    return err_set(err, ERR_SETUP, "%s: broken", (const char *)context);
}

static bool crash(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)err;
    text_add_str(reply, "lost");
    abort();
}

static bool be_killed(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)reply;
    (void)err;
    return kill(getpid(), SIGKILL) != 0;
}

static bool leave(void *context, struct text *reply, struct err *err)
{
    (void)reply;
    (void)err;
    _exit(*(int *)context);
}

static bool writes_to_pipe(int descriptor)
{
    struct stat status;
    return (fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_WRONLY &&
           fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
}

/* Finds its own pipe, writes part of an answer into it, and goes with a good status. */
static bool answer_in_part(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)reply;
    (void)err;
    for (int descriptor = 3; descriptor < 64; descriptor++)
        if (writes_to_pipe(descriptor))
            (void)!write(descriptor, "tcel\0\0\0\0\10\0\0\0\0\0\0\0half", 20);
    _exit(0);
}

static bool tell_limits(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)err;
    struct rlimit cpu, core;
    getrlimit(RLIMIT_CPU, &cpu);
    getrlimit(RLIMIT_CORE, &core);
    unsigned wall = alarm(0);
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    struct sigaction term;
    sigaction(SIGTERM, NULL, &term);
    text_addf(reply, "cpu %lu core %lu wall %d masked %d default %d", (unsigned long)cpu.rlim_cur,
              (unsigned long)core.rlim_cur, wall > 0 && wall <= WORKER_WALL_SECONDS,
              sigismember(&mask, SIGTERM), term.sa_handler == SIG_DFL);
    return true;
}

static bool loop(void *context, struct text *reply, struct err *err)
{
    (void)reply;
    (void)err;
    struct rlimit cpu = {1, 5}; /* the real limit is looked at above; nobody waits for it */
    setrlimit(RLIMIT_CPU, &cpu);
    for (volatile int *turn = context; *turn != 0;)
        ;
    return true;
}

enum { BIG_BYTES = 20 * 1000 * 1000 + 7 };

static bool be_long(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)err;
    for (size_t i = 0; i < BIG_BYTES; i++)
        text_add_char(reply, (char)(i * 7 % 251));
    return true;
}

static bool be_so_long(void *context, struct text *reply, struct err *err)
{
    (void)err;
    for (int i = 0; i < *(const int *)context; i++)
        text_add_char(reply, 'x');
    return true;
}

static bool be_noisy(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)err;
    (void)!write(STDOUT_FILENO, "1..99\n", 6);
    printf("noise\n");
    fflush(stdout);
    text_addf(reply, "%d", (int)read(STDIN_FILENO, (char[1]){0}, 1));
    return true;
}

static bool sleep_long(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)reply;
    (void)err;
    sleep(100);
    return true;
}

static int any_number = 7;
static const struct worker_terms any = {.reply_bytes = 1 << 30};

/* What a worker that was taken over might write to its pipe; the first that is not in use already.
 */
static bool say_raw(void *context, struct text *reply, struct err *err)
{
    (void)reply;
    (void)err;
    const struct view *bytes = context;
    int out = 3;
    while (fcntl(out, F_GETFD) < 0)
        out++;
    for (int i = 0; i < (bytes->bytes < 1000 ? 1 : 1000); i++)
        if (write(out, bytes->at, bytes->bytes) < 0)
            _exit(3);
    _exit(0);
}

/* The magic number, whether it failed, the length: then what follows. */
#define HEAD(failed, bytes) "tcel" failed "\0\0\0" bytes "\0\0\0\0\0\0"

static void what_is_sent_is_checked(void)
{
    static char zeros[1 << 16];
    struct view texts[] = {
        {"nonsense........", 16},
        {HEAD("\2", "\4\0") "abcd", 20},
        {HEAD("\0", "\377\377") "abcd", 20},
        {HEAD("\0", "\4\0") "abcdefgh", 24},
        {HEAD("\1", "\7\0") "\115\0\0\0abc", 23},
        {HEAD("\1", "\7\0") "\0\0\0\0abc", 23},
        {HEAD("\1", "\7\0") "\3\0\0\0a\033c", 23},
        {zeros, sizeof zeros},
    };
    static const char *const says[] = {
        "begin like one", "begin like one", "too long", "longer than",
        "unknown way",    "unknown way",    "a?c",      "begin like one"};
    struct worker_terms small = {.reply_bytes = 60000};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct text reply = {0};
        struct err err = {0};
        enum worker_end end = worker_run(say_raw, &texts[i], &small, &reply, &err);
        CHECK_INT(end, i == 6 ? WORKER_FAILED : WORKER_DIED);
        CHECK_INT(err.kind, i == 6 ? ERR_INPUT : ERR_SPEECH);
        CHECK(strstr(err.text, says[i]) != NULL);
        CHECK_INT(reply.bytes, 0);
        text_release(&reply);
    }
}

static bool list_descriptors(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)err;
    for (int i = 3; i < 1000; i++)
        if (fcntl(i, F_GETFD) >= 0)
            text_addf(reply, "%d ", i);
    return true;
}

/* Only what is kept, and the pipe. */
static void descriptors_are_closed(void)
{
    int all[6];
    struct text reply = {0}, wanted = {0};
    struct err err = {0};
    for (int i = 0; i < 6; i++)
        all[i] = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int kept[2] = {all[1], all[4]};
    struct worker_terms terms = {kept, 2, 1000, false};
    CHECK_INT(worker_run(list_descriptors, NULL, &terms, &reply, &err), WORKER_DONE);
    text_addf(&wanted, "%d %d ", kept[0], kept[1]);
    CHECK(view_starts(text_view(&reply), wanted.at));
    struct view rest = view_part(text_view(&reply), wanted.bytes, reply.bytes);
    CHECK_INT(view_find(rest, " ", 0) + 1, rest.bytes); /* one more */
    for (int i = 0; i < 6; i++)
        close(all[i]);
    text_release(&reply);
    text_release(&wanted);
}

/* The child has ended, but its end of the pipe is open in another process. */
static bool leave_a_child(void *context, struct text *reply, struct err *err)
{
    (void)reply;
    (void)err;
    int *ready = context;
    if (fork() == 0) {
        sleep(30);
        _exit(0);
    }
    close(ready[1]);
    raise(SIGABRT); /* which a sanitizer leaves alone */
    return true;
}

static void an_open_pipe_does_not_hold_it_up(void)
{
    struct text reply = {0};
    struct err err = {0};
    int ready[2] = {-1, -1};
    CHECK_INT(worker_run(leave_a_child, ready, &any, &reply, &err), WORKER_DIED);
    CHECK(strstr(err.text, "signal 6") != NULL);
    text_release(&reply);
}

static bool use_all_memory(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)reply;
    (void)err;
    mem_checked(NULL);
    return true;
}

static void no_memory_is_a_failure(void)
{
    struct text reply = {0};
    struct err err = {0};
    CHECK_INT(worker_run(use_all_memory, NULL, &any, &reply, &err), WORKER_FAILED);
    CHECK_INT(err.kind, ERR_SYSTEM);
    CHECK(strstr(err.text, "out of memory") != NULL);
    text_release(&reply);
}

static void ends(void)
{
    static int zero = 0, one = 1;
    static char you[] = "you", file[] = "x.voice";
    const struct {
        worker_function *work;
        void *context;
        enum worker_end end;
        enum err_kind kind;
        const char *says; /* the reply, or what the sentence has in it */
    } rows[] = {
        {greet, you, WORKER_DONE, ERR_NONE, "hello you"},
        {say_nothing, NULL, WORKER_DONE, ERR_NONE, ""},
        {be_noisy, NULL, WORKER_DONE, ERR_NONE, "0"},
        {fail, file, WORKER_FAILED, ERR_SETUP, "x.voice: broken"},
        {crash, NULL, WORKER_DIED, ERR_SPEECH, "signal 6"},
        {be_killed, NULL, WORKER_KILLED, ERR_SPEECH, "signal 9"},
        {leave, &zero, WORKER_DIED, ERR_SPEECH, "without a complete answer"},
        {leave, &one, WORKER_DIED, ERR_SPEECH, "without a complete answer"},
        {answer_in_part, NULL, WORKER_DIED, ERR_SPEECH, "without a complete answer"},
        {loop, &any_number, WORKER_DIED, ERR_SPEECH, "signal"},
    };
    fflush(stdout);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text reply = {0};
        struct err err = {0};
        CHECK_INT(worker_run(rows[i].work, rows[i].context, &any, &reply, &err), rows[i].end);
        CHECK_INT(err.kind, rows[i].kind);
        if (rows[i].end == WORKER_DONE)
            CHECK_STR(text_view(&reply).at, rows[i].says);
        else
            CHECK(strstr(err.text, rows[i].says) != NULL && reply.bytes == 0);
        text_release(&reply);
    }
    CHECK(waitpid(-1, NULL, WNOHANG) < 0); /* no child is left */
}

static void limits_are_set(void)
{
    struct text reply = {0}, wanted = {0};
    struct err err = {0};
    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, NULL);
    signal(SIGTERM, SIG_IGN);
    CHECK_INT(worker_run(tell_limits, NULL, &any, &reply, &err), WORKER_DONE);
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &term, NULL);
    text_addf(&wanted, "cpu %d core 1 wall 1 masked 0 default 1", WORKER_CPU_SECONDS);
    CHECK_STR(text_view(&reply).at, wanted.at);
    text_release(&reply);
    text_release(&wanted);
}

static void long_replies_are_whole(void)
{
    struct text reply = {0};
    struct err err = {0};
    text_add_str(&reply, "kept ");
    CHECK_INT(worker_run(be_long, NULL, &any, &reply, &err), WORKER_DONE);
    CHECK_INT(reply.bytes, BIG_BYTES + 5);
    size_t wrong = 0;
    for (size_t i = 0; i + 5 < reply.bytes; i++)
        wrong += reply.at[i + 5] != (char)(i * 7 % 251);
    CHECK_INT(wrong, 0);
    text_release(&reply);
}

static void many_at_once(void)
{
    enum { MANY = 30 };
    static const char *const names[3] = {"a", "b", "c"};
    struct worker workers[MANY] = {0};
    struct err err = {0};
    for (int i = 0; i < MANY; i++)
        CHECK(worker_start(&workers[i], greet, (void *)names[i % 3], &any, i, &err));
    for (int i = MANY - 1; i >= 0; i--) {
        while (worker_read(&workers[i]))
            ;
        CHECK_INT(worker_end(&workers[i], &err), WORKER_DONE);
        CHECK(view_ends(text_view(&workers[i].reply), names[i % 3]));
        CHECK_INT(workers[i].pid, 0);
        CHECK_INT(workers[i].descriptor, -1);
        worker_release(&workers[i]);
        worker_release(&workers[i]);
    }
}

/* The memory of one reply serves the next, even if that is longer. */
static void memory_serves_again(void)
{
    static const int bytes[] = {100, 3 * 1024 * 1024, 5, 2 * 1024 * 1024};
    struct worker worker = {0};
    struct err err = {0};
    const char *before = NULL;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        CHECK(worker_start(&worker, be_so_long, (void *)&bytes[i], &any, 0, &err));
        while (worker_read(&worker))
            ;
        CHECK_INT(worker_end(&worker, &err), WORKER_DONE);
        CHECK_INT(worker.reply.bytes, bytes[i]);
        CHECK(strspn(worker.reply.at, "x") == (size_t)bytes[i]);
        CHECK(i < 2 || worker.reply.at == before);
        before = worker.reply.at;
    }
    worker_release(&worker);
    CHECK(worker.reply.at == NULL);
}

/* A worker that is given up dies at once. */
static void release_ends_it(void)
{
    struct worker worker = {0};
    struct err err = {0};
    CHECK(worker_start(&worker, sleep_long, NULL, &any, 0, &err));
    pid_t pid = worker.pid;
    worker_release(&worker);
    CHECK(kill(pid, 0) != 0);
    CHECK(waitpid(-1, NULL, WNOHANG) < 0);
}

static void no_process_is_an_error(void)
{
    struct rlimit before, none = {0, 0};
    struct worker worker = {0};
    struct err err = {0};
    getrlimit(RLIMIT_NOFILE, &before);
    none.rlim_max = before.rlim_max;
    none.rlim_cur = 3;
    int null = dup(0); /* 3 is taken or beyond the limit now */
    setrlimit(RLIMIT_NOFILE, &none);
    CHECK(!worker_start(&worker, greet, NULL, &any, 0, &err));
    CHECK_INT(err.kind, ERR_SYSTEM);
    setrlimit(RLIMIT_NOFILE, &before);
    worker_release(&worker);
    close(null);
}

TEST_MAIN(TEST(ends), TEST(limits_are_set), TEST(long_replies_are_whole), TEST(many_at_once),
          TEST(memory_serves_again), TEST(release_ends_it), TEST(no_process_is_an_error),
          TEST(what_is_sent_is_checked), TEST(descriptors_are_closed),
          TEST(an_open_pipe_does_not_hold_it_up), TEST(no_memory_is_a_failure))

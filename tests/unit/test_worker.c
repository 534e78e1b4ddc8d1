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
            (void)!write(descriptor, "tcelXXXX\0\0\0\0\0\0\0\0half", 20);
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
        CHECK_INT(worker_run(rows[i].work, rows[i].context, &reply, &err), rows[i].end);
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
    CHECK_INT(worker_run(tell_limits, NULL, &reply, &err), WORKER_DONE);
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &term, NULL);
    text_addf(&wanted, "cpu %d core 0 wall 1 masked 0 default 1", WORKER_CPU_SECONDS);
    CHECK_STR(text_view(&reply).at, wanted.at);
    text_release(&reply);
    text_release(&wanted);
}

static void long_replies_are_whole(void)
{
    struct text reply = {0};
    struct err err = {0};
    text_add_str(&reply, "kept ");
    CHECK_INT(worker_run(be_long, NULL, &reply, &err), WORKER_DONE);
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
    struct worker workers[MANY];
    struct err err = {0};
    for (int i = 0; i < MANY; i++)
        CHECK(worker_start(&workers[i], greet, (void *)names[i % 3], i, &err));
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

/* A worker that is given up dies at once. */
static void release_ends_it(void)
{
    struct worker worker;
    struct err err = {0};
    CHECK(worker_start(&worker, sleep_long, NULL, 0, &err));
    pid_t pid = worker.pid;
    worker_release(&worker);
    CHECK(kill(pid, 0) != 0);
    CHECK(waitpid(-1, NULL, WNOHANG) < 0);
}

static void no_process_is_an_error(void)
{
    struct rlimit before, none = {0, 0};
    struct worker worker;
    struct err err = {0};
    getrlimit(RLIMIT_NOFILE, &before);
    none.rlim_max = before.rlim_max;
    none.rlim_cur = 3;
    int null = dup(0); /* 3 is taken or beyond the limit now */
    setrlimit(RLIMIT_NOFILE, &none);
    CHECK(!worker_start(&worker, greet, NULL, 0, &err));
    CHECK_INT(err.kind, ERR_SYSTEM);
    setrlimit(RLIMIT_NOFILE, &before);
    worker_release(&worker);
    close(null);
}

TEST_MAIN(TEST(ends), TEST(limits_are_set), TEST(long_replies_are_whole), TEST(many_at_once),
          TEST(release_ends_it), TEST(no_process_is_an_error))

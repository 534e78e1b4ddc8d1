/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a confined process and a confined worker can still do: each thing is really tried, first by
 * a process that is not confined, which succeeds. */
#include "../test.h"
#include "base/spill.h"
#include "base/str.h"
#include "sandbox/landlock.h"
#include "sandbox/sandbox.h"
#include "speech/worker.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder whose parts have different rights. */
static char root[PATH_MAX];

static const char *inside(const char *name)
{
    static char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static void write_file(const char *name)
{
    FILE *file = fopen(inside(name), "w");
    CHECK(file != NULL);
    fputs("text", file);
    fclose(file);
}

static void make_files(void)
{
    const char *folder = getenv("TMPDIR");
    snprintf(root, sizeof root, "%s/sandbox-XXXXXX", folder != NULL ? folder : "/tmp");
    CHECK(mkdtemp(root) != NULL);
    static const char *const folders[] = {"read", "both", "write", "other"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        CHECK_INT(mkdir(inside(folders[i]), 0700), 0);
    write_file("read/file");
    write_file("both/file");
    write_file("write/file");
    write_file("other/file");
}

static struct sandbox *allow(void)
{
    struct sandbox *sandbox = sandbox_new();
    sandbox_allow_read(sandbox, inside("read"));
    sandbox_allow_workers(sandbox, inside("both"));
    sandbox_allow_write(sandbox, inside("write"));
    sandbox_allow_use(sandbox, "/dev/null");
    sandbox_allow_read(sandbox, inside("missing"));
    return sandbox;
}

/* Each of these returns 0 or errno. */

static int result_of(long value)
{
    return value < 0 ? errno : 0;
}

static int open_path(const char *path, int flags)
{
    return result_of(open(path, flags | O_CLOEXEC, 0600));
}

static int read_passwords(void)
{
    return open_path("/etc/passwd", O_RDONLY);
}

static int list_folder(void)
{
    return opendir("/etc") == NULL ? errno : 0;
}

static int read_allowed(void)
{
    return open_path(inside("read/file"), O_RDONLY);
}

static int read_both(void)
{
    return open_path(inside("both/file"), O_RDONLY);
}

static int change_readable(void)
{
    return open_path(inside("read/file"), O_WRONLY);
}

static int read_writable(void)
{
    return open_path(inside("write/file"), O_RDONLY);
}

static int make_file(void)
{
    return open_path(inside("write/new"), O_WRONLY | O_CREAT);
}

static int make_file_elsewhere(void)
{
    return open_path(inside("other/new"), O_WRONLY | O_CREAT);
}

static int make_unnamed(void)
{
    return open_path(inside("other"), O_TMPFILE | O_RDWR);
}

static int replace_file(void)
{
    char from[PATH_MAX + 64];
    make_file();
    snprintf(from, sizeof from, "%s", inside("write/new"));
    return result_of(rename(from, inside("write/file")));
}

static int remove_elsewhere(void)
{
    return result_of(unlink(inside("other/file")));
}

static int read_by_proc(void)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/environ", (int)getppid());
    return open_path(path, O_RDONLY);
}

static int internet(void)
{
    return result_of(socket(AF_INET, SOCK_STREAM, 0));
}

static int local_socket(void)
{
    return result_of(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int run_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return errno;
}

static int trace(void)
{
    return result_of(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int look_into_parent(void)
{
    char byte;
    struct iovec here = {&byte, 1}, there = {root, 1}; /* at the same place in our parent */
    return result_of(process_vm_readv(getppid(), &here, 1, &there, 1, 0));
}

static int signal_parent(void)
{
    return result_of(kill(getppid(), 0));
}

static int type_into_terminal(void)
{
    char letter = 'x';
    int result = result_of(ioctl(0, TIOCSTI, &letter));
    return result == EPERM ? EPERM : 0; /* there need not be a terminal */
}

static int change_mode(void)
{
    return result_of(chmod(inside("write/file"), 0644));
}

static int make_memory_executable(void)
{
    void *at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return result_of(mprotect(at, 4096, PROT_READ | PROT_EXEC));
}

static int take_much_memory(void)
{
    size_t bytes = (size_t)2 * SANDBOX_WORKER_MIB * 1024 * 1024;
    void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return at == MAP_FAILED ? errno : 0;
}

static int take_usual_memory(void)
{
    size_t bytes = (size_t)SANDBOX_WORKER_MIB * 1024 * 1024 / 2;
    return mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                -1, 0) == MAP_FAILED;
}

static int have_a_child(void)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child < 0 || waitpid(child, &status, 0) != child ? errno : status;
}

static int memory_file = -1, open_file = -1; /* open before */

static int read_memory_file(void)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", memory_file);
    return open_path(path, O_RDONLY);
}

static int write_memory_file(void)
{
    signal(SIGXFSZ, SIG_IGN);
    return result_of(write(memory_file, "x", 1));
}

static int write_open_file(void)
{
    signal(SIGXFSZ, SIG_IGN);
    return result_of(write(open_file, "x", 1));
}

enum who { NOBODY, PROGRAM, WORKER };

static int end_of(pid_t child)
{
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* The result of `tried` in a process of its own; 1000 + the signal that ended it. */
static int result_for(enum who who, int (*tried)(void))
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (who != NOBODY)
            sandbox_enter(allow());
        if (who == WORKER)
            sandbox_enter_worker();
        _exit(tried());
    }
    return end_of(child);
}

/* What enforces a refusal; a kernel without it is skipped. */
enum by { BY_ALL, BY_LANDLOCK, BY_SCOPES, BY_FILTER, BY_LIMIT };

static const struct {
    const char *name;
    int (*tried)(void);
    int program, worker; /* what each gets */
    enum by by, by_worker;
} rows[] = {
    {"read /etc/passwd", read_passwords, EACCES, EACCES, BY_LANDLOCK, BY_LANDLOCK},
    {"list /etc", list_folder, EACCES, EACCES, BY_LANDLOCK, BY_LANDLOCK},
    {"read what is allowed", read_allowed, 0, EACCES, BY_ALL, BY_LANDLOCK},
    {"read what workers may", read_both, 0, 0, BY_ALL, BY_ALL},
    {"change what may be read", change_readable, EACCES, EPERM, BY_LANDLOCK, BY_FILTER},
    {"read what may be written", read_writable, EACCES, EACCES, BY_LANDLOCK, BY_LANDLOCK},
    {"make a file", make_file, 0, EPERM, BY_ALL, BY_FILTER},
    {"make a file elsewhere", make_file_elsewhere, EACCES, EPERM, BY_LANDLOCK, BY_FILTER},
    {"make a file without a name", make_unnamed, EACCES, EPERM, BY_LANDLOCK, BY_FILTER},
    {"replace a file", replace_file, 0, ENOSYS, BY_ALL, BY_FILTER},
    {"remove a file elsewhere", remove_elsewhere, EACCES, ENOSYS, BY_LANDLOCK, BY_FILTER},
    {"the environment of another process", read_by_proc, EACCES, EACCES, BY_LANDLOCK, BY_LANDLOCK},
    {"the internet", internet, EPERM, EPERM, BY_FILTER, BY_FILTER},
    {"a local socket", local_socket, EPERM, EPERM, BY_FILTER, BY_FILTER},
    {"another program", run_program, EPERM, EPERM, BY_FILTER, BY_FILTER},
    {"be traced", trace, EPERM, EPERM, BY_FILTER, BY_FILTER},
    {"look into the parent", look_into_parent, EPERM, EPERM, BY_FILTER, BY_FILTER},
    {"a signal to the parent", signal_parent, EPERM, EPERM, BY_SCOPES, BY_ALL},
    {"type into the terminal", type_into_terminal, EPERM, EPERM, BY_FILTER, BY_FILTER},
    {"change a mode", change_mode, EPERM, EPERM, BY_FILTER, BY_FILTER},
    {"make memory executable", make_memory_executable, 0, EPERM, BY_ALL, BY_FILTER},
    {"too much memory", take_much_memory, 0, ENOMEM, BY_ALL, BY_LIMIT},
    {"enough memory", take_usual_memory, 0, 0, BY_ALL, BY_ALL},
    {"have a child", have_a_child, 0, 0, BY_ALL, BY_ALL},
    {"read a memory file", read_memory_file, 0, 0, BY_ALL, BY_ALL},
    {"write to a memory file", write_memory_file, 0, EFBIG, BY_ALL, BY_LIMIT},
    {"write to an open file", write_open_file, 0, EFBIG, BY_ALL, BY_LIMIT},
};

/* What this kernel has, as a process finds that enters a sandbox. */
static struct sandbox_report kernel(void)
{
    struct sandbox_report report = {0};
    int ends[2];
    CHECK_INT(pipe(ends), 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        report = sandbox_enter(allow());
        _exit(write(ends[1], &report, sizeof report) != sizeof report);
    }
    CHECK_INT(end_of(child), 0);
    CHECK_INT(read(ends[0], &report, sizeof report), sizeof report);
    close(ends[0]);
    close(ends[1]);
    return report;
}

static bool has(struct sandbox_report report, enum by by)
{
    bool needed[] = {true, report.landlock > 0, report.landlock >= 6, report.filter,
                     !report.sanitizer};
    return needed[by];
}

static void the_kernel(void)
{
    struct sandbox_report report = kernel();
    struct utsname system;
    CHECK_INT(uname(&system), 0);
    printf("# Linux %s: Landlock %d%s, seccomp filters %s%s\n", system.release, report.landlock,
           report.landlock == 0  ? " (none: files not tested)"
           : report.landlock < 6 ? " (signals not tested)"
                                 : "",
           report.filter ? "yes" : "no (system calls not tested)",
           report.sanitizer ? "; built with a sanitizer, so nothing is confined" : "");
    if (!report.sanitizer)
        CHECK_INT(report.landlock, landlock_version());
}

static void refusals(enum who who)
{
    struct sandbox_report report = kernel();
    if (report.sanitizer)
        SKIP_TEST("built with a sanitizer");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        make_files();
        memory_file = memfd_create("test", 0);
        open_file = open(inside("other/file"), O_WRONLY);
        int free = result_for(NOBODY, rows[i].tried), wanted = 0;
        if (who != NOBODY)
            wanted = who == PROGRAM ? rows[i].program : rows[i].worker;
        if (free != 0)
            printf("# %s: %s without a sandbox\n", rows[i].name, strerror(free));
        CHECK_INT(free, 0);
        close(memory_file);
        close(open_file);
        make_files();
        memory_file = memfd_create("test", 0);
        open_file = open(inside("other/file"), O_WRONLY);
        int got = result_for(who, rows[i].tried);
        enum by by = who == PROGRAM ? rows[i].by : rows[i].by_worker;
        if (wanted != 0 && !has(report, by))
            printf("# skip %s: this kernel cannot refuse it\n", rows[i].name);
        else if (got != wanted)
            printf("# %s: %s, wanted %s\n", rows[i].name, strerror(got), strerror(wanted));
        if (wanted == 0 || has(report, by))
            CHECK_INT(got, wanted);
        close(memory_file);
        close(open_file);
    }
}

static void the_program(void)
{
    refusals(PROGRAM);
}

static void a_worker(void)
{
#ifdef LECTERN_COVERAGE
    SKIP_TEST("built for coverage");
#endif
    refusals(WORKER);
}

static const struct worker_terms terms = {.reply_bytes = 100};

/* The real worker of speech/ says whether it is refused what only its parent may do. */
static bool try_in_worker(void *context, struct text *reply, struct err *err)
{
    (void)context;
    (void)err;
    text_addf(reply, "%d %d %d", read_allowed() == EACCES, make_file() == EPERM, read_both() == 0);
    return true;
}

/* In a careful worker's own child, too. */
static bool try_in_nested(void *context, struct text *reply, struct err *err)
{
    return worker_run(try_in_worker, context, &terms, reply, err) == WORKER_DONE;
}

static void workers_confine_themselves(void)
{
    struct sandbox_report report = kernel();
#ifdef LECTERN_COVERAGE
    report.filter = false;
#endif
    if (report.landlock == 0 || !report.filter)
        SKIP_TEST("no Landlock, no seccomp filters, or built with a sanitizer");
    make_files();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct text reply = {0};
        struct err err;
        sandbox_enter(allow());
        bool good = worker_run(try_in_worker, NULL, &terms, &reply, &err) == WORKER_DONE;
        text_add_char(&reply, ' ');
        good = good && worker_run(try_in_nested, NULL, &terms, &reply, &err) == WORKER_DONE;
        _exit(!good || !view_is(text_view(&reply), "1 1 1 1 1 1"));
    }
    CHECK_INT(end_of(child), 0);
}

static char *spilled;

static int read_spilled(void)
{
    return spilled[0] != 'x';
}

static int change_spilled(void)
{
    spilled[0] = 'y';
    return spilled[0] != 'y';
}

static int spill_more(void)
{
    char *more = spill_resize(NULL, 0, 2 * SPILL_FROM_BYTES);
    more[0] = 'z';
    size_t before = spill_file_bytes();
    spill_free(more);
    return before != spill_file_bytes();
}

static void a_worker_does_not_change_spilled_memory(void)
{
    struct sandbox_report report = kernel();
    if (report.sanitizer)
        SKIP_TEST("built with a sanitizer");
    make_files();
    spill_prepare();
    spilled = spill_resize(NULL, 0, 2 * SPILL_FROM_BYTES);
    spilled[0] = 'x';
    CHECK(spill_file_bytes() > 0);
    CHECK_INT(result_for(WORKER, read_spilled), 0);
    CHECK_INT(result_for(WORKER, spill_more), 0);
    CHECK_INT(result_for(WORKER, change_spilled), 0);
    CHECK_INT(spilled[0], 'x');
    CHECK_INT(result_for(PROGRAM, change_spilled), 0);
    CHECK_INT(spilled[0], 'y');
    spill_free(spilled);
}

/* As a kernel that has neither: the calls fail as there. */
static bool become_old_kernel(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                     SCMP_A0(SCMP_CMP_EQ, 22 /* PR_SET_SECCOMP */));
    return seccomp_load(filter) == 0;
}

static void an_old_kernel(void)
{
    make_files();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (!become_old_kernel())
            _exit(77);
        struct sandbox_report report = sandbox_enter(allow());
        sandbox_enter_worker();
        _exit(report.landlock != 0 || report.filter || read_passwords() != 0 || internet() != 0);
    }
    int status = end_of(child);
    if (status == 77)
        SKIP_TEST("no seccomp filters to imitate an old kernel with");
    CHECK_INT(status, 0);
}

/* --no-sandbox: nobody entered, so a worker does not either. */
static int enter_worker_only(void)
{
    sandbox_enter_worker();
    return read_passwords();
}

static void without_a_sandbox(void)
{
    CHECK_INT(result_for(NOBODY, enter_worker_only), 0);
}

TEST_MAIN(TEST(the_kernel), TEST(the_program), TEST(a_worker), TEST(workers_confine_themselves),
          TEST(a_worker_does_not_change_spilled_memory), TEST(an_old_kernel),
          TEST(without_a_sandbox))

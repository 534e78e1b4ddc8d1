/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox/filter.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/* What neither the parent nor a worker does. libseccomp gives those that an architecture does not
 * have numbers that no call has. */
static const int forbidden[] = {
    /* network */
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
    SCMP_SYS(accept), SCMP_SYS(accept4),
    /* other programs */
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(uselib),
    /* other processes */
    SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kcmp),
    SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(process_madvise), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
    /* what has had the most holes in the kernel: large, and of no use here */
    SCMP_SYS(bpf), SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register),
    SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(keyctl), SCMP_SYS(modify_ldt),
    SCMP_SYS(personality), SCMP_SYS(vmsplice), SCMP_SYS(remap_file_pages),
    /* other file systems */
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen),
    SCMP_SYS(fsmount), SCMP_SYS(fsconfig), SCMP_SYS(fspick), SCMP_SYS(mount_setattr),
    SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(setns), SCMP_SYS(unshare),
    SCMP_SYS(name_to_handle_at), SCMP_SYS(open_by_handle_at), SCMP_SYS(fanotify_init),
    /* changing files by their name in ways that Landlock does not know */
    SCMP_SYS(chmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(lchown), SCMP_SYS(fchownat),
    SCMP_SYS(fchown), SCMP_SYS(setxattr), SCMP_SYS(lsetxattr), SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr), SCMP_SYS(truncate), SCMP_SYS(mknod), SCMP_SYS(mknodat),
    SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(quotactl),
    SCMP_SYS(acct),
    /* for root: the whole machine, and other users */
    SCMP_SYS(reboot), SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(init_module),
    SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime), SCMP_SYS(clock_adjtime), SCMP_SYS(adjtimex), SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname), SCMP_SYS(iopl), SCMP_SYS(ioperm), SCMP_SYS(syslog), SCMP_SYS(vhangup),
    SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setreuid), SCMP_SYS(setregid), SCMP_SYS(setresuid),
    SCMP_SYS(setresgid), SCMP_SYS(setgroups), SCMP_SYS(setfsuid), SCMP_SYS(setfsgid),
    SCMP_SYS(capset)};

/*
 * What a worker may do. Observed with strace on Debian 12, and what the same functions of libc use
 * on other architectures and in other versions. Those that depend on an argument are in
 * add_worker_rules.
 */
static const int worker_calls[] = {
    /* memory */
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    /* what is open */
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev),
    SCMP_SYS(close), SCMP_SYS(close_range), SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(fstat),
    SCMP_SYS(fstat64), SCMP_SYS(getdents), SCMP_SYS(getdents64), SCMP_SYS(dup), SCMP_SYS(dup2),
    SCMP_SYS(dup3), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(pipe), SCMP_SYS(pipe2),
    /* what is where */
    SCMP_SYS(stat), SCMP_SYS(stat64), SCMP_SYS(lstat), SCMP_SYS(lstat64), SCMP_SYS(newfstatat),
    SCMP_SYS(fstatat64), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
    /* itself, and the child in which it speaks one sentence in the careful mode */
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(fork), SCMP_SYS(wait4), SCMP_SYS(waitid),
    SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
    SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(alarm),
    SCMP_SYS(setitimer), SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(futex), SCMP_SYS(futex_time64), SCMP_SYS(restart_syscall), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_setaffinity), SCMP_SYS(getrlimit),
    SCMP_SYS(ugetrlimit), SCMP_SYS(setrlimit), SCMP_SYS(getrusage), SCMP_SYS(prlimit64),
    /* time, chance, the system */
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(times), SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(getrandom), SCMP_SYS(uname), SCMP_SYS(sysinfo)};

/* Namespaces give an unprivileged process powers in which the kernel has had many holes. */
enum {
    NEW_NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                     CLONE_NEWPID | CLONE_NEWNET,
    WRITING = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY),
};

static void rule(scmp_filter_ctx context, uint32_t action, int call, unsigned count,
                 const struct scmp_arg_cmp *conditions)
{
    seccomp_rule_add_array(context, action, call, count, conditions);
}

/* `action` for a call whose argument has exactly the bits `wanted` of `mask`. */
static void rule_for_bits(scmp_filter_ctx context, uint32_t action, int call, unsigned argument,
                          uint64_t mask, uint64_t wanted)
{
    struct scmp_arg_cmp bits = {argument, SCMP_CMP_MASKED_EQ, mask, wanted};
    rule(context, action, call, 1, &bits);
}

/* EPERM for a call whose argument has any of these bits. */
static void forbid_bits(scmp_filter_ctx context, int call, unsigned argument, uint32_t bits)
{
    for (unsigned i = 0; i < 32; i++)
        if (bits >> i & 1)
            rule_for_bits(context, SCMP_ACT_ERRNO(EPERM), call, argument, 1ull << i, 1ull << i);
}

static void add_forbidden(scmp_filter_ctx context, bool pairs)
{
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        if (!pairs || forbidden[i] != SCMP_SYS(socketpair))
            rule(context, SCMP_ACT_ERRNO(EPERM), forbidden[i], 0, NULL);
    forbid_bits(context, SCMP_SYS(clone), 0, NEW_NAMESPACES);
    /* The structure it points to cannot be seen here. libc tries clone next. */
    rule(context, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0, NULL);
    /* These would type into the terminal what the user's shell then runs. */
    rule_for_bits(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, UINT32_MAX, TIOCSTI);
    rule_for_bits(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, UINT32_MAX, TIOCLINUX);
}

/* EPERM for the bits, else allowed. */
static void allow_without(scmp_filter_ctx context, int call, unsigned argument, uint32_t bits)
{
    forbid_bits(context, call, argument, bits);
    rule_for_bits(context, SCMP_ACT_ALLOW, call, argument, bits, 0);
}

static void allow_values(scmp_filter_ctx context, int call, unsigned argument, const int values[],
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        rule_for_bits(context, SCMP_ACT_ALLOW, call, argument, UINT32_MAX, (uint32_t)values[i]);
}

static void add_worker_rules(scmp_filter_ctx context, bool signals)
{
    static const int file_settings[] = {F_GETFD, F_SETFD,         F_GETFL,
                                        F_DUPFD, F_DUPFD_CLOEXEC, F_SETPIPE_SZ};
    static const int own_settings[] = {PR_SET_PDEATHSIG, PR_SET_NAME};
    static const int terminal_settings[] = {TCGETS}, abort_signal[] = {SIGABRT};
    for (size_t i = 0; i < sizeof worker_calls / sizeof worker_calls[0]; i++)
        rule(context, SCMP_ACT_ALLOW, worker_calls[i], 0, NULL);
    rule_for_bits(context, SCMP_ACT_ALLOW, SCMP_SYS(clone), 0, (uint32_t)NEW_NAMESPACES, 0);
    allow_without(context, SCMP_SYS(open), 1, WRITING);
    allow_without(context, SCMP_SYS(openat), 2, WRITING);
    /* Memory cannot be made executable, nor what is read-only be made writable. */
    allow_without(context, SCMP_SYS(mmap), 2, PROT_EXEC);
    allow_without(context, SCMP_SYS(mmap2), 2, PROT_EXEC);
    rule(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mprotect), 0, NULL);
    allow_values(context, SCMP_SYS(fcntl), 1, file_settings,
                 sizeof file_settings / sizeof *file_settings);
    allow_values(context, SCMP_SYS(fcntl64), 1, file_settings,
                 sizeof file_settings / sizeof *file_settings);
    allow_values(context, SCMP_SYS(prctl), 0, own_settings,
                 sizeof own_settings / sizeof *own_settings);
    allow_values(context, SCMP_SYS(ioctl), 1, terminal_settings, 1);
    allow_values(context, SCMP_SYS(tgkill), 2, abort_signal, 1);
    rule(context, signals ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 0, NULL);
}

/* The filter as libseccomp writes it into a file. */
static struct filter export(scmp_filter_ctx context)
{
    struct filter filter = {0};
    struct stat status;
    int file = memfd_create("filter", MFD_CLOEXEC);
    if (file >= 0 && seccomp_export_bpf(context, file) == 0 && fstat(file, &status) == 0) {
        filter.bytes = (size_t)status.st_size;
        filter.program = mem_alloc(filter.bytes);
        if (pread(file, filter.program, filter.bytes, 0) != (ssize_t)filter.bytes)
            filter_release(&filter);
    }
    if (file >= 0)
        close(file);
    return filter;
}

struct filter filter_make(enum filter_kind kind, bool signals)
{
    bool worker = kind == FILTER_WORKER;
    scmp_filter_ctx context = seccomp_init(worker ? SCMP_ACT_ERRNO(ENOSYS) : SCMP_ACT_ALLOW);
    struct filter filter = {0};
    if (context == NULL)
        return filter;
    add_forbidden(context, kind == FILTER_SUPERVISOR);
    if (worker)
        add_worker_rules(context, signals);
    /* Searched as a tree, not one by one. */
    seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    filter = export(context);
    seccomp_release(context);
    return filter;
}

void filter_release(struct filter *filter)
{
    free(filter->program);
    *filter = (struct filter){0};
}

bool filter_enter(const struct filter *filter)
{
    size_t count = filter->bytes / sizeof(struct sock_filter);
    struct sock_fprog program = {(unsigned short)count, filter->program};
    return count > 0 && prctl(PR_SET_SECCOMP, 2 /* SECCOMP_MODE_FILTER */, &program) == 0;
}

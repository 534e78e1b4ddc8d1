/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a program as on a kernel, or in a container, that has neither Landlock nor seccomp filters.
 *
 *     old_kernel PROGRAM ARGUMENT...
 *
 * Exit status 77 when this system cannot imitate that.
 */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    enum { PR_SET_SECCOMP_NUMBER = 22 };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (argc < 2 || filter == NULL)
        return 2;
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                     SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP_NUMBER));
    if (seccomp_load(filter) != 0)
        return 77;
    execv(argv[1], argv + 1);
    perror(argv[1]);
    return 2;
}

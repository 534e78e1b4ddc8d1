/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox/landlock.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same on every architecture; the headers of Debian 12 stop at version 2 of the interface. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, RULE_PATH_BENEATH = 1 };

/* Rights to files, from linux/landlock.h. */
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_DIR = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_DIR = 1 << 7,
    MAKE_REG = 1 << 8,
    REFER = 1 << 13,    /* from version 2 */
    TRUNCATE = 1 << 14, /* 3 */
    IOCTL_DEV = 1 << 15 /* 5 */
};

/* Rights to TCP ports, from version 4; and to what is outside, from 6. */
enum { BIND_TCP = 1 << 0, CONNECT_TCP = 1 << 1 };
enum { ABSTRACT_SOCKETS = 1 << 0, SIGNALS = 1 << 1 };

struct rule_set {
    uint64_t files, ports, scopes; /* what is forbidden unless a rule allows it */
};

struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

int landlock_version(void)
{
    long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    return version > 0 ? (int)version : 0;
}

static uint64_t known_rights(int version)
{
    uint64_t rights = REFER - 1;
    rights |= version >= 2 ? REFER : 0;
    rights |= version >= 3 ? TRUNCATE : 0;
    rights |= version >= 5 ? IOCTL_DEV : 0;
    return rights;
}

int landlock_new(void)
{
    int version = landlock_version();
    struct rule_set all = {known_rights(version), BIND_TCP | CONNECT_TCP,
                           ABSTRACT_SOCKETS | SIGNALS};
    size_t bytes = version >= 6 ? sizeof all : version >= 4 ? 16 : 8;
    return version > 0 ? (int)syscall(CREATE_RULESET, &all, bytes, 0) : -1;
}

static uint64_t rights_of(unsigned uses, bool is_folder)
{
    uint64_t rights = 0;
    if (uses & LANDLOCK_READ)
        rights |= READ_FILE | (is_folder ? READ_DIR : 0);
    if (uses & LANDLOCK_WRITE)
        /* Folders are also opened, to sync them. */
        rights |= WRITE_FILE | TRUNCATE |
                  (is_folder ? READ_DIR | MAKE_DIR | MAKE_REG | REMOVE_FILE | REMOVE_DIR : 0);
    if (uses & LANDLOCK_TIDY)
        rights |= is_folder ? REMOVE_DIR : 0;
    return rights & known_rights(landlock_version());
}

void landlock_allow(int rules, const char *path, unsigned uses)
{
    struct stat status;
    int parent = rules >= 0 ? open(path, O_PATH | O_CLOEXEC) : -1;
    if (parent < 0)
        return;
    if (fstat(parent, &status) == 0) {
        struct path_rule rule = {rights_of(uses, S_ISDIR(status.st_mode)), parent};
        syscall(ADD_RULE, rules, RULE_PATH_BENEATH, &rule, 0); /* not a file: a pipe, a socket */
    }
    close(parent);
}

bool landlock_enter(int rules)
{
    return rules >= 0 && syscall(RESTRICT_SELF, rules, 0) == 0;
}

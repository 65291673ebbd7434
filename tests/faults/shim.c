// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program (LD_PRELOAD): lets its file calls fail as a bad disk's do.
//   FAULT_CALL   write, read, fsync (and fdatasync), truncate or rename
//   FAULT_PATH   only for files whose path holds this
//   FAULT_SKIP   lets that many of those calls pass first
//   FAULT_TIMES  fails so many of them; all where it isn't set
//   FAULT_WITH   EIO, ENOSPC, or short: writes half of what it is given, and says so
//   FAULT_WHEN   only while this file is there
//   FAULT_TALLY  a file that gets a line for each call that was let fail
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int seen;

static int is_about(const char* call, const char* path)
{
    const char* wanted = getenv("FAULT_CALL");
    const char* part = getenv("FAULT_PATH");
    const char* when = getenv("FAULT_WHEN");
    return wanted && strcmp(wanted, call) == 0 && (!part || strstr(path, part)) && (!when || access(when, F_OK) == 0);
}

static void tally(const char* call, const char* path)
{
    static ssize_t (*real)(int, const void*, size_t);
    const char* name = getenv("FAULT_TALLY");
    if (!name)
        return;
    if (!real)
        real = (ssize_t(*)(int, const void*, size_t))dlsym(RTLD_NEXT, "write");
    char line[4200];
    const int size = snprintf(line, sizeof line, "%s %s\n", call, path);
    const int file = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) {
        if (real(file, line, (size_t)size) != size)
            abort(); // a fault that isn't counted would pass for none
        close(file);
    }
}

/// Whether this call is to fail; sets errno. 2: it is to be short.
static int fails(const char* call, const char* path)
{
    if (!is_about(call, path))
        return 0;
    const char* skip = getenv("FAULT_SKIP");
    const char* times = getenv("FAULT_TIMES");
    const char* with = getenv("FAULT_WITH");
    const int number = atomic_fetch_add(&seen, 1) - (skip ? atoi(skip) : 0);
    if (number < 0 || (times && number >= atoi(times)))
        return 0;
    tally(call, path);
    if (with && strcmp(with, "short") == 0)
        return 2;
    errno = with && strcmp(with, "ENOSPC") == 0 ? ENOSPC : EIO;
    return 1;
}

static int fails_on(const char* call, int file)
{
    char link[64];
    char path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0)
        return 0;
    path[size] = '\0';
    return fails(call, path);
}

#define REAL(name, type)                                                                                               \
    static type real;                                                                                                  \
    if (!real)                                                                                                         \
    real = (type)dlsym(RTLD_NEXT, #name)

typedef ssize_t (*write_call)(int, const void*, size_t);
typedef ssize_t (*writev_call)(int, const struct iovec*, int);
typedef ssize_t (*pwrite_call)(int, const void*, size_t, off64_t);
typedef ssize_t (*read_call)(int, void*, size_t);
typedef ssize_t (*pread_call)(int, void*, size_t, off64_t);
typedef int (*file_call)(int);
typedef int (*truncate_call)(int, off64_t);
typedef int (*rename_call)(const char*, const char*);

ssize_t write(int file, const void* bytes, size_t size)
{
    REAL(write, write_call);
    const int fault = size > 0 ? fails_on("write", file) : 0;
    return fault == 1 ? -1 : real(file, bytes, fault == 2 && size > 1 ? size / 2 : size);
}

ssize_t writev(int file, const struct iovec* pieces, int count)
{
    REAL(writev, writev_call);
    const int fault = fails_on("write", file);
    return fault == 1 ? -1 : real(file, pieces, fault == 2 && count > 1 ? count / 2 : count);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at)
{
    REAL(pwrite64, pwrite_call);
    const int fault = size > 0 ? fails_on("write", file) : 0;
    return fault == 1 ? -1 : real(file, bytes, fault == 2 && size > 1 ? size / 2 : size, at);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at)
{
    return pwrite64(file, bytes, size, at);
}

ssize_t read(int file, void* bytes, size_t size)
{
    REAL(read, read_call);
    return fails_on("read", file) == 1 ? -1 : real(file, bytes, size);
}

ssize_t pread64(int file, void* bytes, size_t size, off64_t at)
{
    REAL(pread64, pread_call);
    return fails_on("read", file) == 1 ? -1 : real(file, bytes, size, at);
}

ssize_t pread(int file, void* bytes, size_t size, off_t at)
{
    return pread64(file, bytes, size, at);
}

int fsync(int file)
{
    REAL(fsync, file_call);
    return fails_on("fsync", file) == 1 ? -1 : real(file);
}

int fdatasync(int file)
{
    REAL(fdatasync, file_call);
    return fails_on("fsync", file) == 1 ? -1 : real(file);
}

int ftruncate64(int file, off64_t size)
{
    REAL(ftruncate64, truncate_call);
    return fails_on("truncate", file) == 1 ? -1 : real(file, size);
}

int ftruncate(int file, off_t size)
{
    return ftruncate64(file, size);
}

int rename(const char* from, const char* to)
{
    REAL(rename, rename_call);
    return fails("rename", to) == 1 ? -1 : real(from, to);
}

/*
 * Data files are read once: in the place of data_read and data_free (ld's --wrap) in every fuzz
 * program. Only files below assets/ are kept; whatever a target writes itself is read anew.
 */
#include "base/data.h"

#include <stdlib.h>
#include <string.h>

struct data_file *__real_data_read(const char *path, struct err *err);
struct data_file *__wrap_data_read(const char *path, struct err *err);
void __real_data_free(struct data_file *file);
void __wrap_data_free(struct data_file *file);

enum { CACHE_MOST = 256 };

static struct {
    struct data_file *files[CACHE_MOST];
    size_t count;
} cache;

struct data_file *__wrap_data_read(const char *path, struct err *err)
{
    for (size_t i = 0; i < cache.count; i++)
        if (strcmp(cache.files[i]->path, path) == 0)
            return cache.files[i];
    struct data_file *file = __real_data_read(path, err);
    if (file != NULL && strstr(path, "/assets/") != NULL && cache.count < CACHE_MOST)
        cache.files[cache.count++] = file;
    return file;
}

void __wrap_data_free(struct data_file *file)
{
    for (size_t i = 0; i < cache.count; i++)
        if (cache.files[i] == file)
            return;
    __real_data_free(file);
}

// What glibc can do for a process that is about to start, and only declares with _GNU_SOURCE, which would make this
// module's system types differ from the other modules'.
#ifndef RELANCE_CSPAWN_SHIM_H
#define RELANCE_CSPAWN_SHIM_H

#include <spawn.h>

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);

#endif

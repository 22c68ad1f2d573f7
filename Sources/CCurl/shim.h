// libcurl's setters take variable arguments, which Swift cannot call: one typed setter for each kind of value.
#ifndef RELANCE_CCURL_SHIM_H
#define RELANCE_CCURL_SHIM_H

#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

// Only declared with _GNU_SOURCE, which would make this module's system types differ from the other modules'.
#ifndef POLLRDHUP
#define POLLRDHUP 0x2000
#endif

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/// Objects, lists and buffers that libcurl keeps a pointer to.
static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*ccurl_read)(char *buffer, size_t size, size_t count, void *user);
typedef int (*ccurl_debug)(CURL *handle, curl_infotype kind, char *data, size_t size, void *user);
typedef int (*ccurl_opened)(void *user, curl_socket_t socket, curlsocktype purpose);
typedef int (*ccurl_close_socket)(void *user, curl_socket_t socket);

static inline CURLcode ccurl_on_read(CURL *handle, ccurl_read callback, void *user) {
    curl_easy_setopt(handle, CURLOPT_READDATA, user);
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, callback);
}

static inline CURLcode ccurl_on_debug(CURL *handle, ccurl_debug callback, void *user) {
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, user);
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callback);
    return curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
}

static inline CURLcode ccurl_on_sockets(CURL *handle, ccurl_opened opened, ccurl_close_socket closing, void *user) {
    curl_easy_setopt(handle, CURLOPT_SOCKOPTDATA, user);
    curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, opened);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, user);
    return curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, closing);
}

static inline long ccurl_get_long(CURL *handle, CURLINFO info) {
    long value = 0;
    curl_easy_getinfo(handle, info, &value);
    return value;
}

/// Blocks SIGPIPE for this thread: a peer that closes a TLS connection must not end the process.
static inline void ccurl_mute_pipe(sigset_t *before) {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, before);
}

static inline void ccurl_unmute_pipe(const sigset_t *before) {
    sigset_t pipe;
    struct timespec at_once = {0, 0};
    if (sigismember(before, SIGPIPE)) return;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    while (sigtimedwait(&pipe, NULL, &at_once) == -1 && errno == EINTR) {}
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

static inline CURLcode ccurl_perform(CURL *handle) {
    sigset_t before;
    ccurl_mute_pipe(&before);
    CURLcode code = curl_easy_perform(handle);
    ccurl_unmute_pipe(&before);
    return code;
}

static inline void ccurl_cleanup(CURL *handle) {
    sigset_t before;
    ccurl_mute_pipe(&before);
    curl_easy_cleanup(handle);
    ccurl_unmute_pipe(&before);
}

/// 1 when the peer has closed its side or the connection is broken, as far as the kernel knows.
static inline int ccurl_is_hung_up(int socket) {
    struct pollfd entry = {.fd = socket, .events = POLLRDHUP, .revents = 0};
    if (poll(&entry, 1, 0) <= 0) return 0;
    return (entry.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) != 0;
}

#endif

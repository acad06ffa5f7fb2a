/*
 * What is linked to the twin of a program with threads, to find out what it owes to luck. gcc's -fsanitize=thread
 * puts a call before each access to memory; the functions here stand in for its run-time library. They
 * look for no races themselves: they let a thread wait just before it reads or writes something that other threads can
 * reach, until one of those has got on. A value that was read is then out of date when it is written back,
 * and an argument has changed before it is read, unless the program itself sees to it that this cannot be.
 */
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* Each thread waits this often at the beginning, and once in a while later on. */
#define EAGER 64
#define STRIDE 499
/* After so many waits in which nobody got on, as within a mutex, it waits less often. */
#define PATIENCE 8
#define NAP_NS 250000L
#define NAPS 8
/* The first wait of a thread lasts until its maker has got on, however slow that one is. */
#define FIRST_NAPS 80
/* What a process may lose in all. */
#define MOST_NAPS 1500

static _Atomic unsigned long steps, naps;
static _Atomic int threads;
static _Thread_local struct {
    uintptr_t stack_top;
    unsigned long steps, waits, fruitless;
} self;

static int wait_for_others(int most)
{
    unsigned long others = atomic_load(&steps) - self.steps;
    const struct timespec nap = { 0, NAP_NS };
    for (int napped = 0; napped < most && atomic_fetch_add(&naps, 1) < MOST_NAPS; napped++) {
        nanosleep(&nap, NULL);
        if (atomic_load(&steps) - self.steps > others)
            return 1;
    }
    return 0;
}

/* A stack grows down: what lies between this frame and the thread's first one is its own. */
static int is_own(uintptr_t address, uintptr_t frame)
{
    if (!self.stack_top) {
        self.stack_top = frame + 256;
        atomic_fetch_add(&threads, 1);
    }
    if (frame > self.stack_top)
        self.stack_top = frame;
    return address + 4096 >= frame && address <= self.stack_top;
}

static void touch(const void *address)
{
    if (is_own((uintptr_t)address, (uintptr_t)__builtin_frame_address(0)))
        return;
    unsigned long step = self.steps++;
    atomic_fetch_add(&steps, 1);
    if (atomic_load(&threads) < 2 || (step >= EAGER && step % STRIDE != 0))
        return;
    if (self.fruitless >= PATIENCE && self.waits++ % PATIENCE != 0)
        return;
    self.fruitless = wait_for_others(step == 0 ? FIRST_NAPS : NAPS) ? 0 : self.fruitless + 1;
}

void __tsan_init(void)
{
    is_own(0, (uintptr_t)__builtin_frame_address(0));
}

void __tsan_func_entry(void *caller)
{
    (void)caller;
    is_own(0, (uintptr_t)__builtin_frame_address(0));
}

void __tsan_func_exit(void)
{
}

#define ACCESS(name)                                                                               \
    void __tsan_##name(void *address)                                                              \
    {                                                                                              \
        touch(address);                                                                            \
    }
#define ACCESSES(size)                                                                             \
    ACCESS(read##size)                                                                             \
    ACCESS(write##size)                                                                            \
    ACCESS(unaligned_read##size)                                                                   \
    ACCESS(unaligned_write##size)                                                                  \
    ACCESS(volatile_read##size)                                                                    \
    ACCESS(volatile_write##size)                                                                   \
    ACCESS(unaligned_volatile_read##size)                                                          \
    ACCESS(unaligned_volatile_write##size)
ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

void __tsan_read_range(void *address, size_t size)
{
    (void)size;
    touch(address);
}

void __tsan_write_range(void *address, size_t size)
{
    (void)size;
    touch(address);
}

void __tsan_vptr_update(void *address, void *value)
{
    (void)value;
    touch(address);
}

/* Under -fsanitize=thread gcc leaves atomic operations to its run-time library as well. */
#define ATOMIC_UPDATE(bits, type, name)                                                            \
    type __tsan_atomic##bits##_##name(volatile type *address, type value, int order)               \
    {                                                                                              \
        (void)order;                                                                               \
        touch((const void *)address);                                                              \
        return __atomic_##name(address, value, __ATOMIC_SEQ_CST);                                  \
    }

#define ATOMICS(bits, type)                                                                        \
    type __tsan_atomic##bits##_load(const volatile type *address, int order)                       \
    {                                                                                              \
        (void)order;                                                                               \
        touch((const void *)address);                                                              \
        return __atomic_load_n(address, __ATOMIC_SEQ_CST);                                         \
    }                                                                                              \
    void __tsan_atomic##bits##_store(volatile type *address, type value, int order)                \
    {                                                                                              \
        (void)order;                                                                               \
        touch((const void *)address);                                                              \
        __atomic_store_n(address, value, __ATOMIC_SEQ_CST);                                        \
    }                                                                                              \
    type __tsan_atomic##bits##_exchange(volatile type *address, type value, int order)             \
    {                                                                                              \
        (void)order;                                                                               \
        touch((const void *)address);                                                              \
        return __atomic_exchange_n(address, value, __ATOMIC_SEQ_CST);                              \
    }                                                                                              \
    ATOMIC_UPDATE(bits, type, fetch_add)                                                           \
    ATOMIC_UPDATE(bits, type, fetch_sub)                                                           \
    ATOMIC_UPDATE(bits, type, fetch_and)                                                           \
    ATOMIC_UPDATE(bits, type, fetch_or)                                                            \
    ATOMIC_UPDATE(bits, type, fetch_xor)                                                           \
    ATOMIC_UPDATE(bits, type, fetch_nand)                                                          \
    int __tsan_atomic##bits##_compare_exchange_strong(volatile type *address, type *expected, type value, int order, int fail_order) \
    {                                                                                              \
        (void)order, (void)fail_order;                                                             \
        touch((const void *)address);                                                              \
        return __atomic_compare_exchange_n(address, expected, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
    }                                                                                              \
    int __tsan_atomic##bits##_compare_exchange_weak(volatile type *address, type *expected, type value, int order, int fail_order) \
    {                                                                                              \
        return __tsan_atomic##bits##_compare_exchange_strong(address, expected, value, order, fail_order); \
    }
ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)

void __tsan_atomic_thread_fence(int order)
{
    (void)order;
    atomic_thread_fence(memory_order_seq_cst);
}

void __tsan_atomic_signal_fence(int order)
{
    (void)order;
    atomic_signal_fence(memory_order_seq_cst);
}

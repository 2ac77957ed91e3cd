// A QEMU plugin that counts the instructions a program executes and prints "counted N" on stderr at its end. Debian has no
// qemu-plugin.h, so what is used of it (version 1 of the interface, QEMU 4.2 and later) is declared here.
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

typedef uint64_t plugin_id;
struct translated;  // a translation block
struct instruction;
typedef struct plugin_info plugin_info;
enum { INLINE_ADD_U64 = 0 };

extern void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id,
                                                  void (*translated)(plugin_id, struct translated*));
extern size_t qemu_plugin_tb_n_insns(const struct translated* block);
extern void qemu_plugin_register_vcpu_tb_exec_inline(struct translated* block, int operation,
                                                     void* counter, uint64_t add);
extern void qemu_plugin_register_atexit_cb(plugin_id id, void (*end)(plugin_id, void*), void* data);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

static uint64_t count;  // of one thread: two at once would lose some

static void translate(plugin_id id, struct translated* block) {
  (void)id;
  qemu_plugin_register_vcpu_tb_exec_inline(block, INLINE_ADD_U64, &count,
                                           qemu_plugin_tb_n_insns(block));
}

static void finish(plugin_id id, void* data) {
  (void)id;
  (void)data;
  fprintf(stderr, "counted %" PRIu64 "\n", count);
}

__attribute__((visibility("default"))) int qemu_plugin_install(plugin_id id, const plugin_info* info,
                                                               int argc, char** argv) {
  (void)info;
  (void)argc;
  (void)argv;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
  qemu_plugin_register_atexit_cb(id, finish, NULL);
  return 0;
}

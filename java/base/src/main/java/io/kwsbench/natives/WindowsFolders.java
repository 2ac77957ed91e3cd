package io.kwsbench.natives;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Owners, and lists of who may do what. */
final class WindowsFolders extends PrivateFolders {
  private static final Set<AclEntryPermission> WRITING =
      EnumSet.of(
          AclEntryPermission.WRITE_DATA,
          AclEntryPermission.APPEND_DATA,
          AclEntryPermission.DELETE_CHILD,
          AclEntryPermission.WRITE_ACL,
          AclEntryPermission.WRITE_OWNER);

  @Override
  String user() {
    return System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  @Override
  Path nowhere() {
    return Path.of("NUL");
  }

  @Override
  void make(Path folder) throws IOException {
    Files.createDirectory(folder);
    AclEntry all =
        AclEntry.newBuilder()
            .setType(AclEntryType.ALLOW)
            .setPrincipal((UserPrincipal) owner(folder))
            .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
            .setPermissions(EnumSet.allOf(AclEntryPermission.class))
            .build();
    acl(folder).setAcl(List.of(all));
  }

  @Override
  String openness(Path folder) throws IOException {
    Set<UserPrincipal> trusted = writers(Path.of(System.getenv("SystemRoot")));
    trusted.add((UserPrincipal) owner(folder));
    return writers(folder).stream()
        .filter(user -> !trusted.contains(user))
        .findFirst()
        .map(user -> user.getName() + " may write there; remove it once you trust it")
        .orElse(null);
  }

  /** Who may write in a folder. Those who may in the system's own can replace Java itself. */
  private static Set<UserPrincipal> writers(Path folder) throws IOException {
    return acl(folder).getAcl().stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW)
        .filter(entry -> !Collections.disjoint(entry.permissions(), WRITING))
        .map(AclEntry::principal)
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  Object owner(Path file) throws IOException {
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  Object owner() {
    try {
      return ownerOfNewFile();
    } catch (IOException e) {
      throw new KwsException("this process's user is unknown: " + e.getMessage(), e);
    }
  }

  private static AclFileAttributeView acl(Path folder) {
    return Files.getFileAttributeView(
        folder, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}

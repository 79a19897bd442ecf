import FoundationEssentials
import Glibc
import ServiceCore
import TerminalNcurses

/// The person's own editor on one long field.
struct TextEditor {
    let environment: [String: String]

    /// Opens `$VISUAL` or `$EDITOR` on the text; nil where nothing was changed.
    ///
    /// - Throws: `.unsupported` where no editor is set, `.storage` where the text cannot be handed over, `.invalid` where
    ///   what came back is no text.
    @MainActor
    func edit(_ text: String, on terminal: NcursesTerminal) throws(ServiceError) -> String? {
        guard
            let editor = ["VISUAL", "EDITOR"].lazy.compactMap({ environment[$0] }).first(where: {
                !$0.isEmpty
            })
        else {
            throw ServiceError(
                .unsupported, "No editor is set.", hint: "Set EDITOR, for example EDITOR=nano.")
        }
        let path = try temporaryFile(text)
        defer { unlink(path) }
        let status = terminal.lend { runShell("\(editor) \(ShellWord.quoted(path))") }
        guard status == 0 else {
            throw ServiceError(
                .refused, "The editor “\(editor)” ended with an error; the field is as it was.")
        }
        return try Self.edited(path, from: text)
    }

    /// What the file holds now; nil where that is what it began with, but for how editors begin texts and end lines.
    ///
    /// - Throws: as `TextFile.read`.
    static func edited(_ path: String, from text: String) throws(ServiceError) -> String? {
        let edited = try TextFile.read(path)
        return edited == text.asWrittenHere ? nil : edited
    }

    /// A file that nobody else can read.
    private func temporaryFile(_ text: String) throws(ServiceError) -> String {
        let folder = environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(folder)/sendboard-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw ServiceError(.storage, "No temporary file can be made in \(folder).")
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw ServiceError(.storage, "The text cannot be written to a temporary file.")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// `$EDITOR` is a shell command by custom: it may hold options.
    private func runShell(_ command: String) -> Int32 {
        var child = pid_t()
        let words = ["sh", "-c", command]
        let arguments = words.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        var attributes = Self.ordinarySignals()
        defer { posix_spawnattr_destroy(&attributes) }
        guard posix_spawn(&child, "/bin/sh", nil, &attributes, arguments + [nil], environ) == 0 else {
            return -1
        }
        return Self.wait(for: child)
    }

    /// An editor that is stopped stops the board with it, else the shell would never have the terminal back.
    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while true {
            if waitpid(child, &status, WUNTRACED) < 0 {
                guard errno == EINTR else { return -1 }
            } else if isStopped(status) {
                NcursesTerminal.stopJob()
            } else {
                return status
            }
        }
    }

    /// What `WIFSTOPPED` says, which is a macro.
    private static func isStopped(_ status: Int32) -> Bool { status & 0xFF == 0x7F }

    /// The board ignores and blocks signals, which the editor would inherit, and with them its own Ctrl-C.
    private static func ordinarySignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }
}

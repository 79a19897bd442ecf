import Foundation

/// A Postfix of its own that takes mail, keeps it in a queue on the same disk, and drops what it would deliver.
struct PostfixIntake {
    let port: Int
    private let folder: String
    private static let program = "/usr/sbin/postfix"

    struct Missing: Error, CustomStringConvertible {
        let description = "Postfix takes mail beside this: apt-get install postfix, and run as root"
    }

    init() async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.program), getuid() == 0 else {
            throw Missing()
        }
        port = Int.random(in: 30_000..<32_000)
        folder =
            (ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp")
            + "/postfix-benchmark-\(UUID().uuidString)"
        for name in ["etc", "queue", "data"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        try FileManager.default.setAttributes(
            [.ownerAccountName: "postfix"], ofItemAtPath: "\(folder)/data")
        try main.write(toFile: "\(folder)/etc/main.cf", atomically: false, encoding: .utf8)
        try master.write(toFile: "\(folder)/etc/master.cf", atomically: false, encoding: .utf8)
        guard try await PostfixSource.run(Self.program, ["-c", "\(folder)/etc", "start"]) == 0 else {
            throw Missing()
        }
    }

    func end() async {
        _ = try? await PostfixSource.run(Self.program, ["-c", "\(folder)/etc", "stop"])
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var main: String {
        """
        compatibility_level = 3.6
        queue_directory = \(folder)/queue
        data_directory = \(folder)/data
        config_directory = \(folder)/etc
        mail_owner = postfix
        setgid_group = postdrop
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        inet_interfaces = 127.0.0.1
        mynetworks = 127.0.0.0/8
        mydestination =
        alias_maps =
        default_transport = discard
        smtpd_recipient_restrictions = permit_mynetworks, reject
        maillog_file = /var/log/postfix-benchmark.log

        """
    }

    /// What Debian's own has, less what sends mail.
    private var master: String {
        """
        127.0.0.1:\(port) inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000 0 flush
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """
    }
}

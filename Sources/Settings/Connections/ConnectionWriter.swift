import FoundationEssentials
package import ServiceCore

/// Changes one connection in `config.yaml` and leaves every other line as the person wrote it, a byte order mark and
/// carriage returns aside.
package struct ConnectionWriter: Sendable {
    private let reader: ConfigurationReader
    private let path: String
    private var name: String { SettingsFile.name(of: path) }

    package init(_ reader: ConfigurationReader, path: String) {
        self.reader = reader
        self.path = path
    }

    /// The connections in the file, those with a fault among them.
    ///
    /// - Throws: `.invalid` where none can be read.
    package func connections() throws(ServiceError) -> [ConnectionEntry] {
        let configuration = try configuration(try text())
        if let fault = configuration.connectionsFault { throw fault }
        return configuration.connections
    }

    /// The workspaces in the file that show the connection.
    package func workspaces(showing connection: String) throws(ServiceError) -> [String] {
        try configuration(try text()).workspaces.filter { $0.connections.contains(connection) }.map(\.name)
    }

    /// - Throws: `.notFound` with the nearest name.
    package func entry(_ name: String) throws(ServiceError) -> ConnectionEntry {
        let entries = try connections()
        if let entry = entries.first(where: { $0.name == name }) { return entry }
        throw ServiceError(
            .notFound, "There is no connection “\(name)” in \(self.name).",
            hint: ConfigurationReader.hint(name, among: entries.map(\.name)))
    }

    /// - Throws: `.conflict` where the name is taken; `.invalid` where no connection can have it.
    package func checkFree(_ name: String) throws(ServiceError) {
        try ConnectionEntry.check(name: name)
        guard try !connections().contains(where: { $0.name == name }) else {
            throw ServiceError(
                .conflict, "There is a connection “\(name)” already.",
                hint: "Take another name, or change it with sendboard connection edit \(name).")
        }
    }

    /// - Throws: what `checkFree` throws; `.invalid` where the entry is wrong.
    package func add(_ entry: ConnectionEntry) throws(ServiceError) {
        try checkFree(entry.name)
        try write(ConnectionText(try text()).adding(entry), expecting: try connections() + [entry], entry)
    }

    /// Writes the entry of that name anew.
    ///
    /// - Throws: `.invalid` where the entry is wrong, or which of two was meant is not known; the file is then as it was.
    package func replace(_ entry: ConnectionEntry) throws(ServiceError) {
        let before = try connections()
        if let old = before.first(where: { $0.name == entry.name }), old.isAmbiguous, let fault = old.fault {
            throw fault
        }
        let expected = before.map { $0.name == entry.name ? entry : $0 }
        try write(ConnectionText(try text()).replacing(entry.name, with: entry), expecting: expected, entry)
    }

    /// Takes out every entry of that name.
    package func remove(_ name: String) throws(ServiceError) {
        let expected = try connections().filter { $0.name != name }
        try write(ConnectionText(try text()).removing(name), expecting: expected, nil)
    }

    private func text() throws(ServiceError) -> String { try SettingsFile.text(at: path) ?? "" }

    private func configuration(_ text: String) throws(ServiceError) -> Configuration {
        try reader.parse(text, name: name, directory: SettingsFile.directory(of: path))
    }

    /// A file written in a way that lines cannot be changed in, such as one in braces, is left alone.
    private func write(
        _ changed: ConnectionText, expecting expected: [ConnectionEntry], _ entry: ConnectionEntry?
    ) throws(ServiceError) {
        let after = (try? configuration(changed.text))?.connections
        if let fault = after?.first(where: { $0.name == entry?.name })?.fault { throw fault }
        guard after?.map(\.withoutFault) == expected.map(\.withoutFault) else {
            let lines = entry.map {
                "Write by hand:\n" + ConnectionText.lines(of: $0).joined(separator: "\n")
            }
            throw ServiceError(
                .unsupported, "\(name) is written in a way that no line of it can be changed.",
                hint: lines ?? "Take its lines out by hand.")
        }
        try SettingsFile.replace(path, with: Data(changed.text.utf8))
    }
}

extension ConnectionEntry {
    /// Faults name lines, which move.
    fileprivate var withoutFault: ConnectionEntry {
        var entry = self
        entry.fault = nil
        return entry
    }
}

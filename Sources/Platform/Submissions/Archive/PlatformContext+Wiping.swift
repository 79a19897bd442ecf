import Foundation
import ServiceCore
import Store

/// What an erasure leaves to do once it is committed: the bytes that stand where no row names them.
///
/// What cannot be done now is done by whoever runs the engine, as soon as no launch is under way.
extension PlatformContext {
    /// - Returns: what is still to be done, as sentences; empty where nothing is.
    @discardableResult
    func finishWiping() async -> [String] {
        guard let (places, isFileDue, isSending) = try? await store.read(dueWiping) else {
            return ["the database could not be read"]
        }
        var left: [String] = []
        if !places.isEmpty {
            do throws(ServiceError) {
                let folder = ArchiveFolder(store.directory)
                try await offCooperativePool { () throws(ServiceError) in try folder.wipe(places) }
                try await store.write { db in try ArchiveLeftovers.remove(places, in: db) }
            } catch {
                left.append("archived messages are not overwritten yet: \(error.message)")
            }
        }
        guard isFileDue else { return left }
        if isSending {
            left.append("the database file is written anew once no launch is under way")
        } else if let error = await rewriteFile() {
            left.append("the database file is not written anew yet: \(error.message)")
        }
        return left
    }

    private var dueWiping: @Sendable (ReadTransaction) throws -> ([ArchivePlace], Bool, Bool) {
        { [later] db in
            let isFileDue = try MetaKey.wipesFile.value(in: db) != nil
            return (
                try ArchiveLeftovers.all(in: db), isFileDue, isFileDue ? try later.isHandingOver(db) : false
            )
        }
    }

    /// Writes the file without what was deleted from it: pages that are free, or that rows have left, keep their bytes.
    private func rewriteFile() async -> ServiceError? {
        do throws(ServiceError) {
            for index in ContactIndices.texts {
                while try await store.write({ db in try index.merge(in: db) }) {}
            }
            try await store.rewrite()
            try await store.write { db in try MetaKey.wipesFile.set(nil, in: db) }
            return nil
        } catch {
            return error
        }
    }
}

extension PlatformStore {
    /// Writes the whole file anew and empties its log.
    ///
    /// - Throws: `.unavailable` where another process reads an older picture of it for too long.
    func rewrite() async throws(ServiceError) {
        do {
            try await pool.rewrite()
        } catch {
            throw noted(error)
        }
    }
}

import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

extension LaunchBench {
    var people: PersonOperations { PersonKeeping(context: context).operations() }

    @discardableResult
    func erase(_ address: String) async throws -> ErasedPart {
        let erase = try #require(people.erase)
        let person = try PersonAddress(address)
        return try await erase(person)
    }

    @discardableResult
    func hold(_ address: String, _ reason: String = "a lawsuit") async throws -> PersonHold {
        let hold = try #require(people.hold)
        return try await hold(address, reason)
    }

    @discardableResult
    func release(_ address: String, _ reason: String = "it is over") async throws -> PersonHold {
        let release = try #require(people.release)
        return try await release(address, reason)
    }

    func kept(of address: String) async throws -> PersonKept {
        let person = try PersonAddress(address)
        return try await people.look(person)
    }

    func chain() async throws -> TrailProof {
        try await store.read { db in try AuditChain(db).verify() }
    }

    /// The files of the data directory in which these bytes stand, by their names.
    func files(holding text: String) throws -> [String] {
        let home = store.directory.url
        let names = try FileManager.default.subpathsOfDirectory(atPath: home.path)
        return try names.filter { name in
            var isFolder: ObjCBool = false
            let url = home.appending(path: name)
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { return false }
            return try Data(contentsOf: url).range(of: Data(text.utf8)) != nil
        }.sorted()
    }
}

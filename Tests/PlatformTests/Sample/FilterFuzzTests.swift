import FoundationEssentials
import ServiceCore
import Testing

@testable import Platform

/// No filter ends the program: it is refused with a sentence, or every place that takes filters takes it.
@Suite struct FilterFuzzTests {
    private static let kinds =
        FilterAgreementTests.kinds + [.group, .filter, .variable, .batch, .webhook, .template, .delivery]
    private static let lines = 400

    @Test(arguments: kinds, [1, 2] as [UInt64])
    func `every filter is refused in a sentence or finds what a loaded list finds`(
        kind: ResourceKind, seed: UInt64
    ) async throws {
        let sample = try await SamplePlatform.shared.value
        let operations = try #require(sample.platform.connection.resources[kind])
        guard let list = operations.operations.list else { return }
        let rows = Array(try await sample.rows(kind).prefix(20))
        var fuzz = FilterFuzz(operations.schema, seed: seed)
        for _ in 0..<Self.lines {
            let line = fuzz.line()
            guard let filter = try Self.read(line, operations.schema) else { continue }
            for row in rows { _ = filter.matches(row) }
            do throws(ServiceError) {
                _ = try await list.page(ListRequest(filter: filter, limit: 3))
            } catch {
                #expect(error.code == .invalid && !error.message.isEmpty, "\(kind) \(line): \(error)")
            }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every filter that can be saved can be asked of the store`(seed: UInt64) async throws {
        let sample = try await SamplePlatform.shared.value
        var fuzz = FilterFuzz(ResourceSchema(of: Contact.self), seed: seed)
        for _ in 0..<Self.lines {
            let line = fuzz.line()
            guard try Self.read(line, ResourceSchema(of: Contact.self)) != nil else { continue }
            let spec = AudienceSpec(kind: .filter, id: 1, name: "some", query: line)
            do throws(ServiceError) {
                _ = try await sample.platform.context.store.read { db in
                    try spec.count(account: 1, channel: .email, in: db)
                }
            } catch {
                #expect(error.code == .invalid && !error.message.isEmpty, "\(line): \(error)")
            }
        }
    }

    /// Nil where the grammar refuses the line, which it does in words.
    private static func read(_ line: String, _ schema: ResourceSchema) throws -> Filter? {
        do throws(ServiceError) {
            return try FilterParser(schema: schema, now: SamplePlatform.now).parse(line)
        } catch {
            #expect(error.code == .invalid && !error.message.isEmpty, "\(line)")
            return nil
        }
    }
}

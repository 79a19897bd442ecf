import ServiceCore
import TestSupport
import Testing

/// What a board, a form and a command take for granted of every platform, hosted or embedded.
@Suite struct ContractShapeTests {
    @Test(arguments: ContractPlatform.all)
    func `what is offered can be told apart and is explained`(platform: ContractPlatform) async throws {
        let standing = try await platform.open()
        #expect(!standing.connection.resources.isEmpty)
        #expect(standing.connection.check != nil || platform.isEmbedded)
        for (kind, rows) in standing.connection.resources {
            let (operations, place) = (rows.operations, "\(platform.name) \(kind.rawValue)")
            #expect(rows.schema.kind == kind)
            #expect(operations.list != nil || operations.find != nil, "\(place): rows cannot be seen")
            #expect(Set(operations.actions.map(\.name)).count == operations.actions.count, "\(place)")
            for action in operations.actions {
                #expect(action.help.hasSuffix("."), "\(place) \(action.name)")
                #expect(action.title.first?.isLowercase == true, "\(place) \(action.name)")
            }
        }
    }

    @Test(arguments: ContractPlatform.all)
    func `a form for a new row has a title and each line once`(platform: ContractPlatform) async throws {
        let standing = try await platform.open()
        for (kind, rows) in standing.connection.resources {
            guard let form = try await rows.operations.create?.form(nil) else { continue }
            #expect(!form.title.isEmpty && !form.fields.isEmpty, "\(platform.name) \(kind.rawValue)")
            #expect(
                Set(form.fields.map(\.id)).count == form.fields.count, "\(platform.name) \(kind.rawValue)")
        }
    }

    @Test(arguments: ContractPlatform.all)
    func `an empty form is refused on a line that it has, and nothing is made`(
        platform: ContractPlatform
    ) async throws {
        let standing = try await platform.open()
        for (kind, rows) in standing.connection.resources {
            guard let create = rows.operations.create else { continue }
            let form = try await create.form(nil)
            guard form.fields.contains(where: { $0.isRequired && $0.value.isEmpty }) else { continue }
            let error = try await ContractStage.error {
                _ = try await create.submit(nil, FormValues(form.initialValues.texts.mapValues { _ in "" }))
            }
            let place = "\(platform.name) \(kind.rawValue)"
            #expect(error?.code == .invalid, "\(place): \(error?.message ?? "it was taken")")
            if let field = error?.field { #expect(form[field] != nil, "\(place): no line \(field)") }
        }
    }

    @Test(arguments: ContractPlatform.all)
    func `read-only leaves nothing that writes`(platform: ContractPlatform) async throws {
        let standing = try await platform.open()
        let connection = standing.connection.readOnly()
        #expect(connection.isReadOnly && connection.messages == nil)
        for rows in connection.resources.values {
            let operations = rows.operations
            #expect(operations.create == nil && operations.update == nil && operations.delete == nil)
            #expect(operations.actions.allSatisfy { $0.effect == .check })
        }
        guard let campaigns = connection.campaigns else { return }
        #expect(campaigns.pause == nil && campaigns.resume == nil && campaigns.abort == nil)
        let id = ResourceID(connection.id, .campaign, "1")
        let error = try await ContractStage.error { _ = try await campaigns.launch(id, "k1") }
        #expect(error?.code == .readOnly)
    }
}

import ServiceCore
import TestSupport
import Testing

/// Somebody who carries a script out as the board and the command line tell them to: waits where they are asked to wait,
/// looks where nobody knows, and does again only what was not done.
struct InsistingPerson {
    let connection: Connection
    let time: TestTime
    private var done: [Reversal?] = []

    init(_ connection: Connection, _ time: TestTime) {
        self.connection = connection
        self.time = time
    }

    struct GaveUp: Error {}

    mutating func carryOut(_ script: EditScript) async throws {
        for step in script.steps {
            time.pass(.seconds(60))
            if case .undo = step {
                let reversal = try #require(done.popLast() ?? nil, "\(script) can be taken back")
                _ = try await insist(reversal.undo)
            } else {
                let next: Edit = try await reading { () async throws -> Edit in try await edit(step) }
                done.append(try await insist(next).reversal)
            }
        }
    }

    private typealias Edit = () async throws(ServiceError) -> EditOutcome

    private func insist(_ edit: Edit) async throws -> EditOutcome {
        for _ in 0..<6 {
            do throws(ServiceError) {
                return try await edit()
            } catch {
                switch error.code {
                case .rateLimited, .unavailable, .unreachable: time.pass(error.retryAfter ?? .seconds(60))
                case .outcomeUnknown: if let found = try await found(error) { return found }
                default: throw error
                }
            }
        }
        throw GaveUp()
    }

    /// Reads what is needed for an edit, as often as the platform wants to be asked.
    private func reading<Value>(_ read: () async throws -> Value) async throws -> Value {
        for _ in 0..<6 {
            do {
                return try await read()
            } catch let error as ServiceError where error.code == .rateLimited {
                time.pass(error.retryAfter ?? .seconds(60))
            }
        }
        throw GaveUp()
    }

    /// What a lost edit did, as soon as the platform shows it; nil where it was not done.
    private func found(_ error: ServiceError) async throws -> EditOutcome? {
        let lost = try #require(error.lost, "\(error.message) \(error.hint ?? "")")
        for _ in 0..<12 {
            do throws(ServiceError) {
                if let outcome = try await lost.look() { return outcome }
            } catch {
                if error.code == .notFound { return nil }
            }
            time.pass(.seconds(60))
        }
        throw GaveUp()
    }

    // MARK: Steps

    private func edit(_ step: EditScript.Step) async throws -> Edit {
        switch step {
        case .act(let name, let kind, let target, let values):
            let action = try #require(connection.resources[kind]?.action(name))
            let id = try await row(kind, target).id
            return { () async throws(ServiceError) in try await action.perform([id], FormValues(values)) }
        case .make(let kind, let values):
            let create = try #require(connection.resources[kind]?.operations.create)
            let filled = try await filled(create, nil, values)
            return { () async throws(ServiceError) in try await create.submit(nil, filled) }
        case .edit(let kind, let target, let values):
            let update = try #require(connection.resources[kind]?.operations.update)
            let row = try await row(kind, target)
            let filled = try await filled(update, row, values)
            return { () async throws(ServiceError) in try await update.submit(row, filled) }
        case .delete(let kind, let target):
            let delete = try #require(connection.resources[kind]?.operations.delete)
            let id = try await row(kind, target).id
            return { () async throws(ServiceError) in try await delete.perform([id]) }
        case .undo: throw GaveUp()
        }
    }

    private func filled(
        _ submission: Submission<Row>, _ row: Row?, _ values: [FieldID: String]
    ) async throws -> FormValues {
        let form = try await submission.form(row)
        return FormValues(form.initialValues.texts.merging(values) { $1 })
    }

    /// The row of this name, or the first of its kind where the platform gives the names.
    private func row(_ kind: ResourceKind, _ name: String) async throws -> Row {
        let operations = try #require(connection.resources[kind]?.operations)
        if let find = operations.find, !name.isEmpty { return try #require(try await find(name), "\(name)") }
        let list = try #require(operations.list)
        return try #require(try await list.page(ListRequest(limit: 1000)).items.first)
    }
}

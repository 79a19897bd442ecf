import ServiceCore
import Store

/// What a kind makes of the rows of a list.
protocol ListTaking: Sendable {
    associatedtype Entry: Sendable
    /// What a row that is there already would become.
    associatedtype Change: Sendable

    var kind: ResourceKind { get }
    /// Whose the rows are; nil for all accounts.
    var account: Int64? { get }

    /// Reads a row without asking what is there.
    ///
    /// - Throws: why it cannot be taken.
    func entry(_ cells: ListCells) throws(ServiceError) -> Entry
    /// By what rows are known; two rows of a list that have one in common are the same.
    func identities(of entry: Entry) -> [String]
    func name(of entry: Entry) -> String
    /// What would become of rows that have no identity in common.
    func judge(_ entries: [Entry], in db: ReadTransaction) throws -> [ListJudgement<Change>]
    /// Writes what is new or changed.
    func write(
        _ entries: [(entry: Entry, judgement: ListJudgement<Change>)], in session: EditSession
    ) throws -> ImportPart
    /// Names of groups that these bring with them and nobody has yet.
    func newGroups(_ entries: [Entry], in db: ReadTransaction) throws -> [String]
}

/// What becomes of a row of a list.
enum ListJudgement<Change: Sendable>: Sendable {
    case new
    /// - Parameter known: by what the row that is there is known, so that no other line names it otherwise.
    case changed(Change, known: [String])
    case same(known: [String])
    case refused(String)

    var known: [String] {
        switch self {
        case .changed(_, let known), .same(let known): known
        case .new, .refused: []
        }
    }

    var fate: ListFate {
        switch self {
        case .new: .new
        case .changed: .changed
        case .same: .same
        case .refused: .refused
        }
    }
}

/// The cells of one row by what they fill; those without anything in them are left out.
struct ListCells: Sendable {
    private(set) var values = FormValues()
    /// Fields of the row's own.
    private(set) var own: [String: String] = [:]

    init(_ record: ListRecord, _ columns: ListColumns) {
        for (target, cell) in zip(columns.targets, record.cells) {
            guard let target else { continue }
            let text = columns.text(cell)
            if text.isEmpty { continue }
            switch target {
            case .field(let id): values[id] = text
            case .own(let name): own[name] = text
            }
        }
    }
}

/// Takes back what an import did to rows of one kind, part by part.
protocol ImportReverting: Sendable {
    /// Removes rows that it made and puts back those that it changed, where nobody has touched them since.
    ///
    /// - Returns: how many were left as they are.
    func takeBack(_ part: ImportPart, of list: StoredImport, in db: WriteTransaction) throws -> Int
    /// What makes very many rows go quicker; nil where nothing does.
    func loading(_ context: PlatformContext) -> BulkLoading?
}

extension ImportReverting {
    func loading(_ context: PlatformContext) -> BulkLoading? { nil }
}

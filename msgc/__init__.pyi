from msgc.python.catalogs import Catalog as Catalog
from msgc.python.catalogs import CatalogError as CatalogError
from msgc.python.findings import Finding as Finding
from msgc.python.findings import explain as explain
from msgc.python.messages import Message as Message
from msgc.python.messages import MessageError as MessageError
from msgc.python.messages import Payload as Payload
from msgc.python.messages import Result as Result

__version__: str

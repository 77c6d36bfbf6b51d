"""What is too large is thrown away while it comes in, not when it has filled the disk."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class AtMost(FileUploadHandler):
    """Lets `most` bytes of a request's files through, all in all. More is never kept, and `refused` is then True."""

    chunk_size = 256 * 1024

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.seen, self.refused = most, 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > self.most:
            self.refused = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
